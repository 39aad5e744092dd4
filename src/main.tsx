import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/theme/fonts.css';
import './ui/theme/tokens.css';
import './ui/theme/base.css';
import { startAutosave } from './state/documents';
import { App } from './ui/App';

const place = document.getElementById('app');
if (!place) throw new Error('index.html lacks the element #app');
startAutosave();
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
