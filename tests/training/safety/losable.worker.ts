import './losable-contexts';
import '../../../src/training/worker';
