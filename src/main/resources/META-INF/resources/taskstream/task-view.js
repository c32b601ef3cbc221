/* The shadow tree of <task-progress>: what it looks like, and what it says. */

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

/** Shows a task in an element. */
export class TaskView {
  #host;
  #parts = {};

  constructor(host, onCancel) {
    this.#host = host;
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(STYLE);
    const root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    const add = (part, properties = {}, tag = 'div', parent = root) => {
      parent.append(this.#parts[part] = Object.assign(document.createElement(tag), properties, { part }));
      return this.#parts[part];
    };
    add('text', { dir: 'auto' });
    for (const part of ['value', 'elapsed', 'remaining']) add(part);
    add('cancel', { onclick: onCancel }, 'button');
    add('bar', {}, 'div', add('track', { role: 'progressbar', tabIndex: -1 }));
    add('notice', { role: 'alert' });
    add('message', { dir: 'auto' }, 'span', add('slot', {}, 'slot', add('outcome')));
    add('live', { role: 'status' });
  }

  render(task, words) {
    const { track, bar, cancel, outcome, slot, text, live } = this.#parts;
    const { state, result, error, age, beganAt, isCancelling, notice } = task;
    const isActive = ACTIVE_STATES.includes(state);
    const isRunning = state === 'running';
    const isCompleted = state === 'completed';
    const { percent, clock } = formatsFor(this.#host);
    const name = this.#host.ariaLabel ?? task.name;
    const value = isCompleted ? 1 : task.value;
    const isUnmeasured = isRunning && value === null;
    const elapsed = isActive ? Date.now() - beganAt : age;
    const left = isRunning && value > MIN_VALUE && age > MIN_AGE_MS ? clock(age / value - elapsed) : '';
    const shown = {
      text: isRunning && task.text || (words[state] ?? ''),
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
    if (!isActive && this.#host.shadowRoot.activeElement === cancel) track.focus();
    cancel.hidden = !isActive || !this.#host.cancellable;
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

export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
