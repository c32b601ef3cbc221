/* A row of <task-list>. */
import { ACTIVE_STATES, write } from './task-view.js';

/** One task of the list, as the page's template has it. */
export class TaskRow {
  element = document.createElement('div');
  wasKnown = false;
  #label;
  #name;

  constructor(list, { stream, label, name }, words) {
    this.stream = stream;
    this.#name = name;
    const template = list.querySelector(':scope > template');
    this.element.role = 'listitem';
    this.element.toggleAttribute('data-plain', !template);
    this.element.append(template ? document.importNode(template.content, true) : plainContent());
    this.progress = this.element.querySelector('task-progress') ?? document.createElement('task-progress');
    if (!this.progress.parentNode) this.element.append(this.progress);
    Object.assign(this.progress, { withCredentials: list.withCredentials, stream });
    for (const button of this.#all('remove')) button.onclick = () => list.removeTask(this.progress);
    this.call(label, words);
  }

  call(label, words) {
    this.#label = label;
    this.progress.ariaLabel = label ?? null;
    this.draw(words);
  }

  draw(words) {
    const name = this.progress.name ?? this.#name;
    const title = this.#label ?? name;
    for (const element of this.#all('label')) write(element, title ?? '');
    for (const element of this.#all('name')) write(element, this.#label && name || '');
    for (const button of this.#all('remove')) {
      if (!button.firstChild) button.textContent = words.remove;
      button.hidden = !this.progress.state || ACTIVE_STATES.includes(this.progress.state);
      button.ariaLabel = title ? words.removeTask(title) : null;
    }
  }

  /** @returns {NodeListOf<HTMLElement>} */
  #all(what) {
    return this.element.querySelectorAll(`[data-task=${what}]`);
  }
}

function plainContent() {
  const content = document.createDocumentFragment();
  const title = document.createElement('strong');
  const label = document.createElement('bdi');
  const remove = Object.assign(document.createElement('button'), { type: 'button' });
  const progress = document.createElement('task-progress');
  label.dataset.task = 'label';
  remove.dataset.task = 'remove';
  progress.toggleAttribute('cancellable', true);
  progress.style.gridColumn = '1 / -1';
  title.append(label);
  content.append(title, remove, progress);
  return content;
}
