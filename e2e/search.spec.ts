import { expect, test } from '@playwright/test';

test('the line that the start page gives builds its network, with every shape', async ({ page }) => {
  await page.goto('/');
  const line = page.getByText(/^in 32x32x1 >/);
  const text = (await line.textContent()) ?? '';
  await page.keyboard.press('/');
  await page.keyboard.type(text);
  // Pointed at: nothing of the start page lies over it.
  await page.getByRole('option', { name: /^Average pooling/ }).click();
  await expect(page.locator('.react-flow__node')).toHaveCount(4);
  await expect(page.locator('.react-flow__edge')).toHaveCount(3);
  await expect(page.getByText('28×28×6').first()).toBeVisible();
});
