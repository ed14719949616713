import { LitElement } from 'lit';

/** An element that renders into the page itself: one set of style sheets, and labels that reach their fields. */
export class LightElement extends LitElement {
  createRenderRoot() {
    return this;
  }

  /**
   * @param {string} name
   * @param {unknown} [detail]
   */
  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}
