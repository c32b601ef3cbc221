// See taskstream.d.ts

export class TaskError extends Error {
  name = 'TaskError';
  constructor(code, message, status) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** Not known to have ended. */
const tasks = new Set();
const channels = new Set();
const on = (channel) => [...tasks].filter((task) => task.channel === channel);
let planned;

/** @type {typeof import('./taskstream.d.ts').watchTask} */
export function watchTask(streamUrl, { onProgress, onStateChange, signal } = {}) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const url = new URL(streamUrl, document.baseURI).href;
    const id = /([^/]+)\/stream(\?|$)/.exec(url)?.[1];
    if (!id) throw new TypeError('Not a task stream: ' + url);
    const task = [...tasks].find((task) => task.url === url)
      ?? { url, id, group: url.replace(/[^/]+\/stream$/, 'stream'), state: 'waiting', shown: 'waiting', updatedAt: '', newest: '', watchers: new Set() };
    const watcher = { onProgress, onStateChange, resolve, reject };
    tell(task, 'onStateChange', task.shown !== 'waiting' && task.shown, [watcher]);
    tell(task, 'onProgress', task.progress, [watcher]);
    task.watchers.add(watcher);
    tasks.add(task);
    plan();
    signal?.addEventListener('abort', () => {
      task.watchers.delete(watcher);
      plan();
      reject(signal.reason);
    });
  });
}

/** A callback that throws harms no other. */
function tell(task, callback, value, watchers = task.watchers) {
  if (value) for (const watcher of watchers) queueMicrotask(() => watcher[callback]?.(value, task));
}

function show(task, state = task.state) {
  if (task.shown !== state) tell(task, 'onStateChange', task.shown = state);
}

/** Fits the channels to the tasks. */
function plan() {
  planned ??= setTimeout(() => {
    planned = null;
    for (const task of tasks) if (!task.watchers.size) tasks.delete(task);
    for (let lone; lone = on()[0];) {
      // Full channels stay.
      connect([...tasks].filter(({ group, channel }) => group === lone.group && !(channel && on(channel)[99])).slice(0, 100));
    }
    for (const channel of channels) if (!on(channel)[0]) channel.close();
  }, 40);
}

function settle(task, { status = 'COMPLETED', result, error, timestamp, finishedAt = timestamp }) {
  tasks.delete(task);
  if (error?.code === 'task_not_found') {
    status = 'LOST';
    error = { code: 'task_lost', message: 'The server no longer knows this task.' };
  }
  task.updatedAt = finishedAt;
  show(task, status.toLowerCase().replace('_', '-'));
  for (const { resolve, reject } of task.watchers) {
    if (error) reject(new TaskError(error.code, error.message, status));
    else resolve(result);
  }
  plan();
}

/** The stream of a task, or of up to 100. */
function connect(members) {
  let source, timer, heard, failures = 0;
  const channel = {
    close() {
      clearTimeout(timer);
      source?.close();
      source = null;
      channels.delete(channel);
    },
    /** Trusts no timer and no long silence. */
    wake() {
      if (Date.now() - heard >= [1e3, 3e4, 0][source.readyState]) open();
    },
  };
  for (const task of members) task.channel = channel;
  open();

  function open() {
    channel.close();
    channels.add(channel);
    heard = Date.now();
    const [{ url, group }, other] = on(channel);
    source = new EventSource(other ? group + '?taskId=' + on(channel).map(({ id }) => id).join('&taskId=') : url);
    for (const type of ['task_started', 'progress_update', 'task_completed', 'task_failed']) source.addEventListener(type, hear);
    source.onopen = () => {
      // A full server hangs up before.
      timer = setTimeout(() => {
        failures = 1;
        for (const task of on(channel)) show(task);
      }, 200);
    };
    source.onerror = () => {
      clearTimeout(timer);
      if (failures++) for (const task of on(channel)) show(task, 'reconnecting');
      if (source.readyState === 2) ask(source);
    };
  }

  function hear({ data }) {
    const event = JSON.parse(data);
    const { type, timestamp, text, value } = event;
    const task = on(channel).find(({ id }) => id === event.taskId);
    heard = Date.now();
    if (!task) return;
    if (/completed|failed/.test(type)) settle(task, event);
    else if (timestamp >= task.updatedAt && !task.newest.includes(data)) { // A new stream repeats the story.
      task.newest = data + (timestamp > task.updatedAt ? '' : task.newest);
      task.updatedAt = timestamp;
      if (type === 'task_started') {
        task.startedAt = timestamp;
        task.state = 'running';
      } else tell(task, 'onProgress', task.progress = { text, value });
      show(task);
    }
  }

  /** An EventSource that gives up does not say why. */
  async function ask(closed) {
    for (const task of on(channel)) {
      const info = await fetch(task.url.replace(task.id + '/stream', task.id))
        .then((answer) => /40[134]/.test(answer.status) ? { error: { code: 'task_not_found' }, finishedAt: 1 } : answer.json())
        .catch(() => ({}));
      if (source !== closed) return;
      if (!info.finishedAt) break;
      settle(task, info);
    }
    timer = setTimeout(open, 500 + Math.random() * Math.min(3e4, 500 * 2 ** failures));
  }
}

for (const type of ['online', 'pageshow', 'visibilitychange']) {
  addEventListener(type, () => document.hidden || channels.forEach((channel) => channel.wake()));
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { display: flex; flex-wrap: wrap; align-items: baseline; gap: .3em .8em; overflow-wrap: anywhere; font-variant: tabular-nums }
:host([hidden]), :host(:not([cancellable][state$=ing])) button, div + div:empty { display: none }
[part=text] { flex: 1 9em }
button { margin-left: auto }
[part=track], slot { display: block; width: 100% }
[part=track] { height: var(--task-height, .5em); border-radius: 1em; overflow: hidden; background: var(--task-track, #8884) }
[part=bar] { height: 100%; background: var(--task-color, #3b82f6); transition: width .2s; forced-color-adjust: none }
:host(:not([state$=ing], [state=completed])) [part=bar] { background: var(--task-danger, #e5484d) }
:host([state$=ing]) :not([aria-valuenow]) > [part=bar] { width: 30%; animation: pass 1s infinite alternate }
@keyframes pass { to { translate: 233% } }
@media (prefers-reduced-motion) {
  [part=bar] { transition: none }
  @keyframes pass { from, to { width: 100%; opacity: .5 } }
}
[part=live] { position: absolute; clip-path: inset(50%) }
`);

const clock = (ms, unit = '') => ms > 999 ? (ms < 36e5 ? '' : (ms / 36e5 | 0) + ':') + new Date(ms).toISOString().slice(14, 19) + unit : '';
let lastSpoken = 0;

export class TaskProgress extends HTMLElement {
  static observedAttributes = ['stream'];
  #parts = {};
  #watch;

  constructor() {
    super();
    const parts = this.#parts;
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    for (const part of ['text', 'value', 'elapsed', 'remaining', 'cancel', 'track', 'bar', 'outcome', 'live']) {
      root.append(parts[part] = document.createElement({ cancel: 'button', outcome: 'slot' }[part] ?? 'div'));
      parts[part].part = part;
    }
    parts.track.append(parts.bar);
    Object.assign(parts.track, { role: 'progressbar', tabIndex: -1 });
    parts.live.role = 'status';
  }

  attributeChangedCallback() {
    this.disconnectedCallback();
    this.setAttribute('state', 'waiting');
    if (this.isConnected) this.connectedCallback();
  }

  disconnectedCallback() {
    this.#watch = this.#watch?.abort();
  }

  async connectedCallback() {
    const stream = this.getAttribute('stream');
    const active = () => /ing$/.test(this.getAttribute('state'));
    if (!stream || this.#watch || !active()) return;
    const { signal } = this.#watch = new AbortController();
    const parts = this.#parts;
    let progress = {}, begin = Infinity, age, end, outcome = '', frame;

    const fire = (name, detail) =>
      this.dispatchEvent(new CustomEvent('task' + name, { detail, bubbles: true, cancelable: true }));

    const draw = () => {
      frame ??= requestAnimationFrame(() => {
        frame = null;
        const state = this.getAttribute('state');
        const label = this.ariaLabel ?? 'Task';
        const percent = state === 'completed' ? 100 : progress.value == null ? null : Math.round(progress.value * 100);
        const news = {
          text: state === 'running' && progress.text || state.replace('-', ' '),
          value: percent === null ? '' : percent + '%',
          elapsed: clock(active() ? Date.now() - begin : age),
          remaining: state === 'running' && progress.value > .01 && age > 2e3 ? clock(end - Date.now(), ' left') : '',
          cancel: 'Cancel',
          outcome,
        };
        if (!active() || Date.now() - lastSpoken > 1e4) {
          lastSpoken = Date.now();
          news.live = label + ' ' + news.value + ' ' + news.text;
        }
        for (const part in news) if (parts[part].textContent !== news[part]) parts[part].textContent = news[part];
        parts.bar.style.width = news.value;
        Object.assign(parts.track, { ariaValueNow: percent, ariaValueText: (news.value + ' ' + news.text).trim(), ariaLabel: label });
        parts.outcome.name = active() ? '-' : state === 'completed' ? 'result' : 'error';
        if (!active() && this.shadowRoot.activeElement) parts.track.focus();
      });
    };

    const note = (name, detail, { startedAt, updatedAt }) => {
      age = Date.parse(updatedAt) - Date.parse(startedAt);
      if (age >= 0) begin = Math.min(begin, Date.parse(startedAt), Date.now() - age);
      fire(name, detail);
      draw();
    };
    const onStateChange = (state, times) => {
      this.setAttribute('state', state);
      note('statechange', { state }, times);
    };
    const onProgress = (news, times) => {
      progress = news;
      note('progress', news, times);
      end = begin + age / news.value;
    };

    parts.cancel.ariaDisabled = null;
    parts.cancel.onclick = async () => {
      if (parts.cancel.ariaDisabled || !fire('cancel')) return;
      parts.cancel.ariaDisabled = true;
      const { ok } = await fetch(stream.replace(/stream(\?|$)/, 'cancel$1'), { method: 'POST' }).catch(() => ({}));
      parts.cancel.ariaDisabled = ok || null;
    };

    const timer = setInterval(draw, 1e3);
    signal.onabort = () => clearInterval(timer);
    if (this.getAttribute('state') === 'waiting') onStateChange('waiting', {});
    draw();

    try {
      const result = await watchTask(stream, { signal, onStateChange, onProgress });
      outcome = typeof result === 'object' ? result && JSON.stringify(result) : result;
      fire('completed', { result });
    } catch (error) {
      if (signal.aborted) return;
      error.code || onStateChange('failed', {});
      outcome = error.message;
      fire('failed', { error });
    }
    draw();
    this.disconnectedCallback();
  }
}
customElements.define('task-progress', TaskProgress);
