/* Watches tasks. Needs no page: a worker can import it, or a server that renders pages. Types: taskstream.d.ts */

/** Their ids take 2.3 KB of the 8 KB that a server accepts as URL and headers together. */
const MAX_TASKS_PER_STREAM = 50;

/** Tasks that are added within this time share a stream. */
const GATHERING_MS = 40;

/** A server that is full accepts a connection and hangs up: only one that lasts counts as open. */
const STEADY_AFTER_MS = 200;

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

/** After a sleep, a connection may be dead and look open. */
const MAX_SILENCE_MS = 30_000;
const MAX_CONNECTING_MS = 1_000;

/** Ends that are not the task's own. */
const LOST = { status: 'LOST', code: 'task_lost', message: 'The server does not know this task any more.' };
const UNAUTHORIZED = { status: 'UNAUTHORIZED', code: 'unauthorized', message: 'This task is not yours to see, or you are signed out.' };
const REFUSED = { status: 'REFUSED', code: 'request_refused', message: 'The server does not show this task' };

const EVENT_TYPES = ['task_started', 'progress_update', 'task_completed', 'task_failed'];

/** Timeout, too early, too many requests. */
const TRANSIENT_STATUSES = [408, 425, 429];

export class TaskError extends Error {
  name = 'TaskError';

  constructor(code, message, status) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** The watched tasks, by their key. */
const tasks = new Map();

const channels = new Set();

/** How many tasks of a group may share a stream, where a server refused more. */
const limits = new Map();

let isPlanned = false;

/** @type {typeof import('./taskstream.d.ts').watchTask} */
export function watchTask(streamUrl, { onProgress, onStateChange, signal, withCredentials = false } = {}) {
  let leave;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    if (!globalThis.EventSource) throw new TypeError('There is no EventSource');
    const added = new WatchedTask(streamUrl, withCredentials);
    const task = tasks.get(added.key) ?? added;
    const watcher = { onProgress, onStateChange, resolve, reject };
    leave = () => {
      task.watchers.delete(watcher);
      reject(signal.reason);
      planChannels();
    };
    signal?.addEventListener('abort', leave);
    tasks.set(task.key, task);
    task.add(watcher);
    planChannels();
  }).finally(() => signal?.removeEventListener('abort', leave));
}

/** What is known of a task, and who wants to know. */
class WatchedTask {
  watchers = new Set();
  channel = null;

  /** The number of the newest event that was told. */
  position = 0;

  #state = 'waiting';
  /** As it was told: `reconnecting` hides the state. */
  #shown = this.#state;
  #progress = null;
  #context = {};

  constructor(streamUrl, withCredentials) {
    const url = new URL(streamUrl, globalThis.document?.baseURI ?? globalThis.location?.href);
    url.hash = '';
    const path = /^(.*\/)([^/]+)\/stream$/.exec(url.pathname);
    if (!path) throw new TypeError('Not a task stream: ' + url);
    this.id = path[2];
    this.url = url.href;
    this.withCredentials = withCredentials;
    this.key = url.href + ' ' + withCredentials;
    this.sharedUrl = url.origin + path[1] + 'stream';
    // A query, such as a token, belongs to the one task
    this.group = url.search ? this.key : this.sharedUrl + ' ' + withCredentials;
  }

  add(watcher) {
    this.watchers.add(watcher);
    if (this.#shown !== 'waiting') this.#tell('onStateChange', this.#shown, watcher);
    if (this.#progress) this.#tell('onProgress', this.#progress, watcher);
  }

  /** Tells an event that was not told before. Its number may be `NaN`, for unknown. */
  hear(event, number) {
    if (number <= this.position) return;
    if (number) this.position = number;
    const { type, timestamp, name, text, value, result, status, error } = event;
    this.#context = { ...this.#context, updatedAt: timestamp };
    switch (type) {
      case 'task_started':
        Object.assign(this.#context, { name, startedAt: timestamp });
        this.#state = 'running';
        return this.showState();
      case 'progress_update':
        this.showState();
        return this.#tell('onProgress', this.#progress = { text, value });
      case 'task_completed':
        return this.complete(result);
      default:
        this.fail({ status, ...error });
    }
  }

  showState(state = this.#state) {
    if (this.#shown !== state) this.#tell('onStateChange', this.#shown = state);
  }

  complete(result) {
    this.#end('completed');
    for (const { resolve } of this.watchers) resolve(result);
  }

  fail({ status, code, message }) {
    this.#end(status.toLowerCase().replace('_', '-'));
    for (const { reject } of this.watchers) reject(new TaskError(code, message, status));
  }

  #end(state) {
    this.forget();
    this.showState(state);
    planChannels();
  }

  forget() {
    tasks.delete(this.key);
    this.channel = null;
  }

  /** In microtasks, so that a callback that throws harms no other. */
  #tell(callback, news, ...watchers) {
    const context = this.#context;
    for (const watcher of watchers.length ? watchers : this.watchers) {
      queueMicrotask(() => this.watchers.has(watcher) && watcher[callback]?.(news, context));
    }
  }
}

/** The stream of one task, or of several tasks of a server. */
class Channel {
  #source = null;
  #timer = 0;
  #heardAt = 0;
  #isSteady = false;
  #failures = 0;
  /** The tasks in the order of the request. Those that have ended or moved keep their places. */
  #requested;

  constructor(members) {
    this.#requested = members;
    for (const task of members) task.channel = this;
    channels.add(this);
    this.open();
  }

  get members() {
    return this.#requested.filter((task) => task.channel === this);
  }

  /** Opens a stream that continues where each task is. */
  open() {
    this.#disconnect();
    this.#requested = this.members;
    if (!this.#requested.length) return this.close();
    this.#heardAt = Date.now();
    const source = this.#source = new EventSource(this.#url, { withCredentials: this.#withCredentials });
    for (const type of EVENT_TYPES) source.addEventListener(type, (event) => this.#hear(event));
    source.onopen = () => this.#opened();
    source.onerror = () => this.#failed(source);
  }

  close() {
    this.#disconnect();
    channels.delete(this);
  }

  wake() {
    const silence = Date.now() - this.#heardAt;
    const state = this.#source?.readyState;
    if (state === EventSource.OPEN && silence < MAX_SILENCE_MS) return;
    if (state === EventSource.CONNECTING && silence < MAX_CONNECTING_MS) return;
    this.open();
  }

  #disconnect() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
    this.#isSteady = false;
  }

  get #withCredentials() {
    return this.#requested[0].withCredentials;
  }

  get #isShared() {
    return this.#requested.length > 1;
  }

  /** Without `URLSearchParams`, which would rewrite a task's own query. */
  get #url() {
    const [task] = this.#requested;
    const parameters = this.#isShared ? this.#requested.map(({ id }) => 'taskId=' + id) : [];
    const positions = this.#requested.map(({ position }) => position);
    if (positions.some((position) => position > 0)) parameters.push('lastEventId=' + positions.join('.'));
    const url = this.#isShared ? task.sharedUrl : task.url;
    return parameters.length ? url + (url.includes('?') ? '&' : '?') + parameters.join('&') : url;
  }

  #opened() {
    this.#timer = setTimeout(() => {
      this.#isSteady = true;
      this.#failures = 0;
      for (const task of this.members) task.showState();
    }, STEADY_AFTER_MS);
  }

  #hear({ data, lastEventId }) {
    this.#heardAt = Date.now();
    const event = JSON.parse(data);
    const index = this.#isShared ? this.#requested.findIndex(({ id }) => id === event.taskId) : 0;
    const task = this.#requested[index];
    if (task?.channel !== this) return;
    const positions = lastEventId.split('.');
    const position = positions.length === this.#requested.length ? Number(positions[index]) : NaN;
    // A task may use the code itself, but has a position then
    if (this.#isShared && isNaN(position) && event.error?.code === 'task_not_found') task.fail(LOST);
    else task.hear(event, position);
  }

  #failed(source) {
    clearTimeout(this.#timer);
    this.#failures++;
    // The first failure of a new stream is not shown
    if (this.#isSteady || this.#failures > 1) {
      for (const task of this.members) task.showState('reconnecting');
    }
    this.#isSteady = false;
    if (source.readyState === EventSource.CLOSED) this.#recover(source);
  }

  /** The browser has given the stream up: opens it again where that can help. */
  async #recover(source) {
    const answer = await ask(this.#url, this.#withCredentials);
    if (this.#source !== source) return;
    const refusal = answer && refusalOf(answer);
    if (!refusal) {
      const spread = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.#failures - 1));
      // At random, so that not all pages come back at once
      this.#timer = setTimeout(() => this.open(), FIRST_RETRY_MS / 2 + Math.random() * spread);
    } else if (refusal !== UNAUTHORIZED && answer.status >= 400 && this.members.length > 1) {
      this.#split();
    } else {
      for (const task of this.members) task.fail(refusal);
    }
  }

  /** A refusal of several tasks, whose request may have been too long, says nothing of one. */
  #split() {
    const members = this.members;
    limits.set(members[0].group, Math.ceil(members.length / 2));
    for (const task of members) task.channel = null;
    planChannels();
  }
}

/** An EventSource does not say why it gives up: the same request tells. */
async function ask(url, withCredentials) {
  const credentials = withCredentials ? 'include' : 'same-origin';
  /** @type {RequestInit} */
  const request = { headers: { accept: 'text/event-stream' }, credentials, cache: 'no-store' };
  try {
    // A redirect to another origin's login page fails as a network does, unless it is not followed
    const answer = await fetch(url, request).catch(() => fetch(url, { ...request, redirect: 'manual' }));
    answer.body?.cancel();
    return answer;
  } catch {
    return null;
  }
}

/** Why the watching ends, or null where a later attempt may succeed. */
function refusalOf({ status, type, redirected, headers }) {
  if (status >= 500 || TRANSIENT_STATUSES.includes(status)) return null;
  if (status === 200 && headers.get('content-type')?.startsWith('text/event-stream')) return null;
  if (status === 401 || status === 403 || redirected || type === 'opaqueredirect') return UNAUTHORIZED;
  if (status === 404 || status === 410) return LOST;
  return { ...REFUSED, message: `${REFUSED.message} (${status}).` };
}

function planChannels() {
  if (isPlanned) return;
  isPlanned = true;
  setTimeout(() => {
    isPlanned = false;
    for (const task of tasks.values()) if (!task.watchers.size) task.forget();
    let lone;
    while ((lone = [...tasks.values()].find((task) => !task.channel))) openChannelFor(lone);
    for (const channel of channels) if (!channel.members.length) channel.close();
    if (!tasks.size) limits.clear();
  }, GATHERING_MS);
}

/** Opens one new stream for all tasks of a group but those on full streams. */
function openChannelFor({ group }) {
  const limit = limits.get(group) ?? MAX_TASKS_PER_STREAM;
  const isFull = (channel) => channel?.members.length >= limit;
  const movable = [...tasks.values()].filter((task) => task.group === group && !isFull(task.channel));
  new Channel(movable.slice(0, limit));
}

for (const type of ['online', 'pageshow', 'visibilitychange']) {
  globalThis.addEventListener?.(type, () => {
    if (!globalThis.document?.hidden) for (const channel of channels) channel.wake();
  });
}
