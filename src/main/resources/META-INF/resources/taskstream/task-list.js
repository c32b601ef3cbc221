/* <task-list> shows the caller's tasks, or those that this browser started. Types: taskstream.d.ts */
import { rememberedTasks, rememberTasks, whenOthersRemember } from './remembered-tasks.js';
import './task-progress.js';
import { listTasks, removeTask } from './task-requests.js';
import { TaskRow } from './task-row.js';

const STYLE = `
:host { display: block }
:host([hidden]), [hidden], div:empty { display: none }
[part=list] { display: grid; gap: 1em }
::slotted([data-plain]) { display: grid; grid-template-columns: 1fr auto; align-items: center; gap: .3em .8em; min-width: 0 }
[part=notice] { margin-top: 1em }
`;

/** Tasks that were started on another device are found by asking. */
const REFRESH_MS = 30_000;

let sheet;

// On a server there is none
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? Object);

export class TaskList extends Base {
  static observedAttributes = ['src', 'with-credentials', 'aria-label'];

  static words = {
    tasks: 'Tasks',
    empty: 'No tasks',
    remove: 'Remove',
    removeTask: (name) => `Remove ${name}`,
    removeFailed: 'The task could not be removed.',
    loadFailed: 'The tasks could not be loaded.',
  };

  #list;
  #empty;
  #notice;
  /** By the URL of the task's stream. */
  #rows = new Map();
  /** Whether the server says which tasks there are, or this browser. Null where the server did not answer yet. */
  #isServers = null;
  #isLoaded = false;
  #loading = null;
  #isOutdated = false;
  #presence;

  constructor() {
    super();
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(STYLE);
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    const add = (tag, properties) => {
      root.append(Object.assign(document.createElement(tag), properties));
      return /** @type {HTMLElement} */ (root.lastElementChild);
    };
    this.#list = add('div', { part: 'list', role: 'list', tabIndex: -1 });
    this.#list.append(document.createElement('slot'));
    this.#empty = add('slot', { name: 'empty', part: 'empty', hidden: true });
    this.#notice = add('div', { part: 'notice', role: 'alert' });
    this.addEventListener('taskstatechange', ({ target, detail }) => this.#follow(this.#rowOf(target), detail.state));
  }

  get src() { return this.getAttribute('src'); }
  set src(url) {
    if (url) this.setAttribute('src', url);
    else this.removeAttribute('src');
  }

  get withCredentials() { return this.hasAttribute('with-credentials'); }
  set withCredentials(value) { this.toggleAttribute('with-credentials', value); }

  add(streamUrl, label = null) {
    const stream = new URL(streamUrl, document.baseURI).href;
    const task = { stream, label };
    rememberTasks([task, ...othersThan(stream)]);
    const row = this.#put(task, this.querySelector(':scope > [role=listitem]'));
    if (this.#isServers !== false) this.refresh();
    this.#draw();
    return row.progress;
  }

  async removeTask(progress) {
    const row = this.#rowOf(progress);
    if (!row) return false;
    const isRemoved = progress.state === 'lost' || await removeTask(row.stream, this.withCredentials);
    if (isRemoved) {
      rememberTasks(othersThan(row.stream));
      this.#drop(row);
    }
    this.#notice.textContent = isRemoved ? '' : TaskList.words.removeFailed;
    return isRemoved;
  }

  async refresh() {
    this.#isOutdated = true;
    return this.#loading ??= this.#load();
  }

  attributeChangedCallback(attribute, before, after) {
    if (before === after || !this.isConnected) return;
    if (attribute !== 'aria-label') {
      for (const row of this.#rows.values()) this.#drop(row);
      this.#isServers = null;
      this.#isLoaded = false;
      this.refresh();
    }
    this.#draw();
  }

  connectedCallback() {
    const { signal } = this.#presence = new AbortController();
    whenOthersRemember(() => this.refresh(), signal);
    const refreshIfSeen = () => document.hidden || this.#isServers === false || this.refresh();
    for (const type of ['online', 'pageshow', 'visibilitychange']) addEventListener(type, refreshIfSeen, { signal });
    const refreshing = setInterval(refreshIfSeen, REFRESH_MS);
    signal.onabort = () => clearInterval(refreshing);
    this.refresh();
    this.#draw();
  }

  disconnectedCallback() {
    this.#presence.abort();
  }

  /** Where the tasks are: as the page says, or as the newest stream does. */
  get #base() {
    if (this.src) return new URL(this.src, document.baseURI);
    const [newest] = rememberedTasks();
    return newest && new URL(newest.stream.replace(/\/[^/]+\/stream(\?.*)?$/, ''));
  }

  /** One request at a time, and one more where the list has become outdated meanwhile. */
  async #load() {
    try {
      while (this.#isOutdated && this.isConnected) {
        this.#isOutdated = false;
        await this.#loadOnce(this.#base);
      }
    } finally {
      this.#loading = null;
    }
  }

  async #loadOnce(base) {
    const shown = [...this.#rows.values()];
    const { tasks, isForbidden } = base ? await listTasks(base, this.withCredentials) : {};
    if (base?.href !== this.#base?.href) {
      this.#isOutdated = true;
      return;
    }
    if (tasks) this.#showServers(base, tasks, shown);
    else if (isForbidden || !this.#isServers) this.#showRemembered(base, isForbidden, shown);
    if (tasks || isForbidden) this.#isServers = Boolean(tasks);
    const isKnown = Boolean(!base || tasks || isForbidden);
    this.#isLoaded ||= isKnown;
    this.#notice.textContent = isKnown ? '' : TaskList.words.loadFailed;
    this.#draw();
  }

  /** This browser knows the labels, which the next user must not see: those of tasks that are not listed are forgotten. */
  #showServers(base, infos, shown) {
    const remembered = rememberedTasks();
    const tasks = infos.map(({ taskId, name }) => {
      const stream = streamsOf(base) + taskId + '/stream';
      return { stream, name, label: remembered.find((task) => task.stream === stream)?.label };
    });
    const isListed = ({ stream }) => tasks.some((task) => task.stream === stream);
    rememberTasks(remembered
      .filter((task) => isListed(task) || !task.isOwned || !isBelow(base, task))
      .map((task) => isListed(task) ? { ...task, isOwned: true } : task));
    this.#show(tasks, shown);
  }

  #showRemembered(base, isForbidden, shown) {
    const tasks = rememberedTasks().filter((task) => !task.isOwned || !isBelow(base, task));
    if (isForbidden) rememberTasks(tasks);
    this.#show(tasks.filter((task) => isBelow(base, task)), shown);
  }

  /** Rows that came while the server was asked stay. */
  #show(tasks, shown) {
    for (const row of shown) if (!tasks.some(({ stream }) => stream === row.stream)) this.#drop(row);
    let next = null;
    for (const task of tasks.toReversed()) next = this.#put(task, next).element;
  }

  #put(task, next) {
    const known = this.#rows.get(task.stream);
    if (known) {
      if (task.label) known.call(task.label, TaskList.words);
      return known;
    }
    const row = new TaskRow(this, task, TaskList.words);
    this.#rows.set(row.stream, row);
    this.insertBefore(row.element, next);
    return row;
  }

  /** The focus stays in the list. */
  #drop({ stream, element }) {
    const hadFocus = element.matches(':focus-within');
    const neighbour = element.nextElementSibling ?? element.previousElementSibling;
    this.#rows.delete(stream);
    element.remove();
    this.#draw();
    const next = neighbour?.querySelector('[data-task=remove]:not([hidden])');
    if (hadFocus) (next ?? this.#list).focus();
  }

  #rowOf(progress) {
    return [...this.#rows.values()].find((row) => row.progress === progress);
  }

  /** A task that the server does not know is forgotten, but does not vanish before the eyes of who has seen it run. */
  #follow(row, state) {
    if (!row) return;
    row.draw(TaskList.words);
    if (state !== 'lost') {
      row.wasKnown ||= state !== 'waiting';
      return;
    }
    rememberTasks(othersThan(row.stream));
    if (!row.wasKnown) this.#drop(row);
  }

  #draw() {
    this.#list.ariaLabel = this.ariaLabel ?? TaskList.words.tasks;
    this.#empty.hidden = !this.#isLoaded || this.#rows.size > 0;
    if (this.#empty.textContent !== TaskList.words.empty) this.#empty.textContent = TaskList.words.empty;
  }
}

function streamsOf({ origin, pathname }) {
  return `${origin}${pathname.replace(/\/$/, '')}/`;
}

function isBelow(base, { stream }) {
  return Boolean(base) && stream.startsWith(streamsOf(base));
}

function othersThan(stream) {
  return rememberedTasks().filter((task) => task.stream !== stream);
}

// A page may load two copies of the module
if (globalThis.customElements && !customElements.get('task-list')) {
  customElements.define('task-list', TaskList);
}
