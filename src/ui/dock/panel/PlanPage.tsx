import { DataSection } from './sections/DataSection';
import { LossSection } from './sections/LossSection';
import { OptimizerSection } from './sections/OptimizerSection';
import { RunSection } from './sections/RunSection';
import { ScheduleSection } from './sections/ScheduleSection';

/** All settings of the training plan, in the order in which a step uses them. */
export function PlanPage() {
  return (
    <>
      <DataSection />
      <OptimizerSection />
      <ScheduleSection />
      <LossSection />
      <RunSection />
    </>
  );
}
