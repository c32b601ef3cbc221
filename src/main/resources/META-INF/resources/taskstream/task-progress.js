/* <task-progress> shows a task. Types: taskstream.d.ts */
import { cancelTask } from './task-requests.js';
import { watchTask } from './watch-task.js';

const STYLE = `
:host { display: flex; flex-wrap: wrap; align-items: baseline; gap: .3em .8em; overflow-wrap: anywhere; font-variant: tabular-nums }
:host([hidden]), [hidden], div:empty:not([part=bar], [part=live]) { display: none }
[dir] { text-align: -webkit-match-parent; text-align: match-parent }
[part=text] { flex: 1 9em; overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2 }
[part=cancel] { margin-inline-start: auto }
[part=track], [part=notice], [part=outcome] { width: 100% }
[part=message] { display: block; max-height: 9em; overflow: auto }
[part=track] { height: var(--task-height, .5em); border-radius: 1em; overflow: hidden; background: var(--task-track, #8884) }
[part=bar] { height: 100%; background: var(--task-color, #3b82f6); transition: width .2s }
.unhappy > * { background: var(--task-danger, #e5484d) }
.unmeasured { direction: ltr }
.unmeasured > * { animation: pass 1s infinite alternate }
@keyframes pass { to { translate: 233% } }
@media (prefers-reduced-motion) {
  [part=bar] { transition: none }
  @keyframes pass { to { opacity: .5 } }
}
@media (forced-colors: active) {
  [part=track] { border: 1px solid }
  [part=bar] { forced-color-adjust: none; background: Highlight }
}
[part=live] { position: absolute; clip-path: inset(50%) }
`;

/** Of progress, by all elements together. */
const SPEECH_INTERVAL_MS = 10_000;

/** Less says nothing about the remaining time. */
const MIN_AGE_MS = 2_000;
const MIN_VALUE = 0.01;

export const ACTIVE_STATES = ['waiting', 'running', 'reconnecting'];

let sheet;
let spokenAt = 0;

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

  #parts = {};
  #states;
  #task = nothing();
  #finish = newFinish();
  #watching;
  #frame = 0;

  constructor() {
    super();
    this.#states = this.attachInternals().states;
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(STYLE);
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    const add = (part, properties = {}, tag = 'div', parent = root) => {
      parent.append(this.#parts[part] = Object.assign(document.createElement(tag), properties, { part }));
      return this.#parts[part];
    };
    add('text', { dir: 'auto' });
    for (const part of ['value', 'elapsed', 'remaining']) add(part);
    add('cancel', { onclick: () => !this.#task.isCancelling && this.#tell('cancel') && this.cancel() }, 'button');
    add('bar', {}, 'div', add('track', { role: 'progressbar', tabIndex: -1 }));
    add('notice', { role: 'alert' });
    add('message', { dir: 'auto' }, 'span', add('slot', {}, 'slot', add('outcome')));
    add('live', { role: 'status' });
  }

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
      this.#render();
    });
  }

  #render() {
    const { words } = TaskProgress;
    const { track, bar, cancel, outcome, slot, text, live } = this.#parts;
    const { state, result, error, age, beganAt, isCancelling, notice } = this.#task;
    const isActive = this.#isActive;
    const isRunning = state === 'running';
    const isCompleted = state === 'completed';
    const { percent, clock } = formatsFor(this);
    const name = this.ariaLabel ?? this.name;
    const value = isCompleted ? 1 : this.value;
    const isUnmeasured = isRunning && value === null;
    const elapsed = isActive ? Date.now() - beganAt : age;
    const left = isRunning && value > MIN_VALUE && age > MIN_AGE_MS ? clock(age / value - elapsed) : '';
    const shown = {
      text: isRunning && this.text || (words[state] ?? ''),
      value: value === null ? '' : percent(value),
      elapsed: clock(elapsed),
      remaining: left && words.left(left),
      cancel: words.cancel,
      notice: isActive ? notice : '',
      message: error ? words.errors[error.code] ?? error.message : typeof result === 'string' ? result : '',
    };
    for (const part in shown) write(this.#parts[part], shown[part]);
    text.title = shown.text;

    Object.assign(track, {
      ariaLabel: name ?? words.task,
      ariaValueNow: value === null ? null : Math.round(value * 100),
      ariaValueText: (shown.value + ' ' + shown.text).trim(),
    });
    track.className = isUnmeasured ? 'unmeasured' : isActive || isCompleted ? '' : 'unhappy';
    bar.style.width = (isUnmeasured ? 30 : value * 100) + '%';

    // The focus stays in the element when the button goes
    if (!isActive && this.shadowRoot.activeElement === cancel) track.focus();
    cancel.hidden = !isActive || !this.cancellable;
    cancel.ariaLabel = name && words.cancelTask(name);
    cancel.ariaDisabled = isCancelling || null;

    outcome.hidden = isActive;
    slot.name = isCompleted ? 'result' : 'error';
    if (state && (!isActive || Date.now() - spokenAt > SPEECH_INTERVAL_MS)) {
      spokenAt = Date.now();
      write(live, [track.ariaLabel, shown.value, shown.text, shown.message].filter(Boolean).join(', '));
    }
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

function formatsFor(element) {
  let language;
  try {
    [language] = Intl.getCanonicalLocales(element.closest('[lang]')?.lang);
  } catch {
    // Such as en_US
  }
  const percent = new Intl.NumberFormat(language, { style: 'percent' }).format;
  const twoDigits = new Intl.NumberFormat(language, { minimumIntegerDigits: 2 }).format;
  const clock = (ms) => {
    if (!(ms >= 1_000)) return '';
    const [hours, ...rest] = [ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60].map(Math.floor);
    return (hours ? [hours, ...rest] : rest).map((number) => twoDigits(number)).join(':');
  };
  return { percent, clock };
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// A page may load two copies of the module
if (globalThis.customElements && !customElements.get('task-progress')) {
  customElements.define('task-progress', TaskProgress);
}
