import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures.js';

/** The document page as a person meets it. */
export class DocumentOnScreen {
  constructor(readonly page: Page) {}

  get text(): Locator {
    return this.page.getByRole('textbox', { name: /^Text of / });
  }

  /** Everything that the reader sees of the text, with or without the right to write in it. */
  get body(): Locator {
    return this.page.locator('.ProseMirror');
  }

  /** The words of the text, without the name tags of carets. */
  async words(): Promise<string> {
    return this.body.evaluate((body) => {
      const copy = body.cloneNode(true) as HTMLElement;
      for (const caret of copy.querySelectorAll('.k-caret')) caret.remove();
      return (copy.textContent ?? '').replaceAll('\u2060', '');
    });
  }

  async opened(): Promise<this> {
    await expect(this.text).toBeVisible({ timeout: 20_000 });
    return this;
  }

  /** Puts the caret at the end of the text and types, as fast as a person in a hurry. */
  async typeAtEnd(words: string): Promise<void> {
    await this.toEnd();
    await this.page.keyboard.type(words, { delay: 15 });
  }

  /** Puts words at the end of the text in one go. */
  async paste(words: string): Promise<void> {
    await this.toEnd();
    await this.page.keyboard.insertText(words);
  }

  /** Without the mouse: the editor puts the caret where the mouse was a moment after the click, and words that come first go there. */
  private async toEnd(): Promise<void> {
    await this.text.focus();
    await this.page.keyboard.press('Control+End');
  }

  /** The indicator says in words that the server has everything. */
  async saved(): Promise<void> {
    await expect(this.page.getByText(/^Saved on the server/).first()).toBeVisible({ timeout: 20_000 });
  }

  async says(words: RegExp | string): Promise<void> {
    await expect(this.page.getByText(words).first()).toBeVisible({ timeout: 20_000 });
  }
}
