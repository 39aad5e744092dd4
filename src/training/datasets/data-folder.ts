/** Address of the folder that the page's data sets are served from. Only the page knows it; its workers are told. */
export const dataFolder = (): string => new URL(`${import.meta.env.BASE_URL}data/`, document.baseURI).href;
