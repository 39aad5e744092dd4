/** Has the training worker come with what makes its graphics contexts losable and itself mortal. */
export function replaceWorkers(): void {
  const Original = Worker;
  const losable = new URL('./losable.worker.ts?worker_file&type=module', import.meta.url);
  globalThis.Worker = class extends Original {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(options?.name === 'training' ? losable : url, options);
    }
  };
}
