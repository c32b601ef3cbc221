/* <task-progress> shows a task. Types: taskstream.d.ts */
import { cancelTask } from './task-requests.js';
import { ACTIVE_STATES, TaskView } from './task-view.js';
import { watchTask } from './watch-task.js';

/** Times are by the page's clock. */
const nothing = () => ({
  state: null, name: null, text: null, value: null, result: undefined, error: null,
  beganAt: Infinity, age: 0, isCancelling: false, notice: '',
});

// On a server there is none
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? Object);

export class TaskProgress extends Base {
  static observedAttributes = ['stream', 'with-credentials', 'cancellable', 'aria-label'];

  static words = {
    waiting: 'Waiting',
    running: 'Running',
    reconnecting: 'Reconnecting',
    completed: 'Completed',
    failed: 'Failed',
    cancelled: 'Cancelled',
    'timed-out': 'Timed out',
    lost: 'Lost',
    unauthorized: 'Not allowed',
    refused: 'Refused',
    task: 'Task',
    cancel: 'Cancel',
    cancelTask: (name) => `Cancel ${name}`,
    cancelFailed: 'The task could not be cancelled.',
    left: (time) => `${time} left`,
    errors: {},
  };

  #states = this.attachInternals().states;
  #view = new TaskView(this, () => !this.#task.isCancelling && this.#tell('cancel') && this.cancel());
  #task = nothing();
  #finish = newFinish();
  #watching;
  #frame = 0;

  get stream() { return this.getAttribute('stream'); }
  set stream(url) {
    if (url) this.setAttribute('stream', url);
    else this.removeAttribute('stream');
  }

  get withCredentials() { return this.hasAttribute('with-credentials'); }
  set withCredentials(value) { this.toggleAttribute('with-credentials', value); }

  get cancellable() { return this.hasAttribute('cancellable'); }
  set cancellable(value) { this.toggleAttribute('cancellable', value); }

  get state() { return this.#task.state; }
  get name() { return this.#task.name; }
  get text() { return this.#task.text; }
  get value() { return this.#task.value; }
  get result() { return this.#task.result; }
  get error() { return this.#task.error; }
  get finished() { return this.#finish.promise; }

  get #isActive() { return ACTIVE_STATES.includes(this.state); }

  async cancel() {
    const task = this.#task;
    if (!this.#isActive) return false;
    Object.assign(task, { isCancelling: true, notice: '' });
    this.#draw();
    const isAccepted = await cancelTask(this.stream, this.withCredentials);
    if (!isAccepted) Object.assign(task, { isCancelling: false, notice: TaskProgress.words.cancelFailed });
    this.#draw();
    return isAccepted;
  }

  attributeChangedCallback(attribute, before, after) {
    if (before === after) return;
    if (attribute === 'stream' || attribute === 'with-credentials') {
      this.disconnectedCallback();
      if (this.state) {
        this.#finish.reject(new DOMException('Another stream is shown', 'AbortError'));
        this.#finish = newFinish();
      }
      this.#task = nothing();
      this.removeAttribute('state');
      this.#states.clear();
      if (this.isConnected) this.connectedCallback();
    }
    this.#draw();
  }

  connectedCallback() {
    if (this.stream && !this.#watching && (!this.state || this.#isActive)) this.#watch();
    this.#draw();
  }

  disconnectedCallback() {
    this.#watching?.abort();
    this.#watching = null;
  }

  async #watch() {
    const task = this.#task;
    const watching = this.#watching = new AbortController();
    const { signal } = watching;
    const ticking = setInterval(() => this.#draw(), 1_000);
    signal.onabort = () => clearInterval(ticking);
    this.#changeState(task.state ?? 'waiting');
    try {
      const result = await watchTask(this.stream, {
        signal,
        withCredentials: this.withCredentials,
        onStateChange: (state, context) => {
          learn(task, context);
          this.#changeState(state);
        },
        onProgress: (progress, context) => {
          learn(Object.assign(task, progress), context);
          this.#tell('progress', progress);
        },
      });
      if (signal.aborted) return;
      task.result = result;
      this.#finish.resolve(result);
      this.#tell('completed', { result });
    } catch (error) {
      if (signal.aborted) return;
      task.error = error;
      this.#finish.reject(error);
      // The URL was none of a stream
      if (this.#isActive) this.#changeState('failed');
      this.#tell('failed', { error });
    }
    watching.abort();
  }

  #changeState(state) {
    if (state === this.state) return;
    this.#task.state = state;
    this.setAttribute('state', state);
    this.#states.clear();
    this.#states.add(state);
    this.#tell('statechange', { state });
  }

  #tell(type, detail) {
    this.#draw();
    return this.dispatchEvent(new CustomEvent('task' + type, { detail, bubbles: true, cancelable: true }));
  }

  #draw() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#view.render(this.#task, TaskProgress.words);
    });
  }
}

function newFinish() {
  const finish = Promise.withResolvers();
  // Nobody needs to handle a rejection
  finish.promise.catch(() => {});
  return finish;
}

/** The server's clock may differ, but tells a task's age. */
function learn(task, context) {
  const { name, startedAt, updatedAt } = context;
  if (!startedAt) return;
  const began = Date.parse(startedAt);
  task.name = name;
  task.age = Date.parse(updatedAt) - began;
  task.beganAt = Math.min(task.beganAt, began, Date.now() - task.age);
}

// A page may load two copies of the module
if (globalThis.customElements && !customElements.get('task-progress')) {
  customElements.define('task-progress', TaskProgress);
}
