import { type Download, expect, type Locator, type Page } from '@playwright/test';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The page as a person uses it: by mouse and keyboard, never through its state. */
export class App {
  readonly page: Page;
  readonly canvas: Locator;
  readonly training: Locator;
  readonly inspector: Locator;

  constructor(page: Page) {
    this.page = page;
    this.canvas = page.getByRole('main', { name: 'Architecture' });
    this.training = page.getByRole('region', { name: 'Training' });
    this.inspector = page.getByRole('complementary', { name: 'Inspector' });
  }

  static async open(page: Page): Promise<App> {
    await page.goto('/');
    const app = new App(page);
    await expect(app.page.getByText('Draw a network. See every shape. Train it here.')).toBeVisible();
    return app;
  }

  /** The page with one of the networks that it offers. */
  static async openPreset(page: Page, name: string): Promise<App> {
    const app = await App.open(page);
    const offer = page.getByRole('button', { name });
    await offer.first().click();
    return app;
  }

  /** A node's card, by the name on it. */
  node(name: string): Locator {
    return this.page.locator('.react-flow__node').filter({ has: this.page.getByText(name, { exact: true }) });
  }

  async #middle(target: Locator): Promise<Point> {
    const box = await target.boundingBox();
    if (!box) throw new Error('not on the page');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  async drag(from: Point, to: Point): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(from.x + 6, from.y + 6, { steps: 2 });
    await mouse.move(to.x, to.y, { steps: 10 });
    await mouse.up();
  }

  /** Drags an operation from the palette to a point of the canvas. */
  async place(op: string, at: Point): Promise<void> {
    const item = this.page.locator(`[data-op="${op}"]`);
    await item.scrollIntoViewIfNeeded();
    await this.drag(await this.#middle(item), at);
  }

  /** Draws a wire from the output of one node to the (first) input of another. */
  async wire(from: string, to: string): Promise<void> {
    const source = await this.#middle(this.node(from).locator('.react-flow__handle.source'));
    const target = await this.#middle(this.node(to).locator('.react-flow__handle.target').first());
    await this.drag(source, target);
  }

  /** Selects a node by a click on its name. */
  async select(name: string): Promise<void> {
    await this.node(name).getByText(name, { exact: true }).click();
  }

  /** Types a number into a field of the inspector. */
  async type(label: string, value: string): Promise<void> {
    const field = this.inspector.getByRole('spinbutton', { name: label, exact: true });
    await field.fill(value);
    await field.press('Enter');
  }

  /** The shape that a node hands on, as its card tells a screen reader. */
  async shapeOut(name: string): Promise<string | undefined> {
    const said = await this.node(name).getAttribute('aria-label');
    return said?.match(/out (\S+)/)?.[1]?.replace(/,$/, '');
  }

  async exports(format: string): Promise<Download> {
    await this.page.getByRole('button', { name: 'Export', exact: true }).click();
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: `Export as ${format}` }).click();
    const file = await download;
    await this.page.keyboard.press('Escape');
    return file;
  }
}
