/*
 * Watches tasks of a Taskstream server. Needs no page: a worker can import it, and so can a server that renders pages.
 * Types and contract: taskstream.d.ts
 *
 *   watchTask() -> WatchedTask   what this page knows of a task, and who wants to know
 *                      |
 *                   Channel      the stream of one task, or of several that share a connection
 */

/** Their ids fill about 2.3 KB. Servers accept 8 KB for the request line and all headers, cookies included. */
const MAX_TASKS_PER_STREAM = 50;

/** A stream is opened this long after a task was added, so that tasks added one after the other share it. */
const GATHERING_MS = 40;

/** A server that is full or stopping accepts a connection and hangs up at once: only what lasts counts as open. */
const STEADY_AFTER_MS = 200;

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

/** After a sleep, a connection may look open and be dead: one without an event for this long is opened anew. */
const MAX_SILENCE_MS = 30_000;
const MAX_CONNECTING_MS = 1_000;

const EVENT_TYPES = ['task_started', 'progress_update', 'task_completed', 'task_failed'];

/** Answers with a status below 500 that a later attempt may not get: timeout, too early, too many requests. */
const TRANSIENT_STATUSES = [408, 425, 429];

export class TaskError extends Error {
  name = 'TaskError';

  constructor(code, message, status) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

const unauthorized = () =>
  new TaskError('unauthorized', 'You are signed out, or this task is not yours to see.', 'UNAUTHORIZED');
const lost = () =>
  new TaskError('task_lost', 'The server does not know this task any more.', 'LOST');
const refused = (status) =>
  new TaskError('request_refused', `The server does not show this task (it answered with status ${status}).`, 'REFUSED');

/** The watched tasks that are not known to have ended, by their key. */
const tasks = new Map();

const channels = new Set();

/** How many tasks a stream may have, by their group, where a server refused the maximum. */
const limits = new Map();

let isPlanned = false;

/** @type {typeof import('./taskstream.d.ts').watchTask} */
export function watchTask(streamUrl, { onProgress, onStateChange, signal, withCredentials = false } = {}) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    if (!globalThis.EventSource) throw new TypeError('Nothing can be watched where there is no EventSource');
    const added = new WatchedTask(streamUrl, withCredentials);
    const task = tasks.get(added.key) ?? added;
    const leave = () => {
      task.watchers.delete(watcher);
      reject(signal?.reason);
      planChannels();
    };
    const watcher = {
      onProgress,
      onStateChange,
      settle(error, result) {
        signal?.removeEventListener('abort', leave);
        if (error) reject(error);
        else resolve(result);
      },
    };
    signal?.addEventListener('abort', leave);
    tasks.set(task.key, task);
    task.add(watcher);
    planChannels();
  });
}

/** What the page knows of a task that has not ended. */
class WatchedTask {
  watchers = new Set();
  channel = null;

  /** The number of the newest event that was told. What a new stream repeats has a lower one. */
  position = 0;

  #state = 'waiting';
  /** The state as it was told: `reconnecting` hides the other. */
  #shown = this.#state;
  #progress = null;
  #context = {};

  constructor(streamUrl, withCredentials) {
    const url = new URL(streamUrl, globalThis.document?.baseURI ?? globalThis.location?.href);
    url.hash = '';
    const path = /^(.*\/)([^/]+)\/stream$/.exec(url.pathname);
    if (!path) throw new TypeError('Not the URL of a task\'s stream: ' + url);
    this.id = path[2];
    this.url = url.href;
    this.withCredentials = withCredentials;
    this.key = url.href + ' ' + withCredentials;
    this.sharedUrl = url.origin + path[1] + 'stream';
    // A query, such as a token, is this task's own, which then shares no stream
    this.group = url.search ? this.key : this.sharedUrl + ' ' + withCredentials;
  }

  /** Adds a watcher, and tells it what the others know. */
  add(watcher) {
    this.watchers.add(watcher);
    if (this.#shown !== 'waiting') this.#tell('onStateChange', this.#shown, watcher);
    if (this.#progress) this.#tell('onProgress', this.#progress, watcher);
  }

  /** Tells an event, unless it is a repeated one. The number is `NaN` where the stream does not say it. */
  hear(event, number) {
    if (number <= this.position) return;
    if (number) this.position = number;
    const { type, timestamp, name, text, value, status = 'COMPLETED', error, result } = event;
    this.#context = { ...this.#context, updatedAt: timestamp };
    switch (type) {
      case 'task_started':
        this.#context = { name, startedAt: timestamp, updatedAt: timestamp };
        this.#state = 'running';
        this.showState();
        break;
      case 'progress_update':
        this.showState();
        this.#tell('onProgress', this.#progress = { text, value });
        break;
      default:
        this.end(status, error ? new TaskError(error.code, error.message, status) : null, result);
    }
  }

  showState(state = this.#state) {
    if (this.#shown !== state) this.#tell('onStateChange', this.#shown = state);
  }

  end(status, error, result = undefined) {
    this.forget();
    this.showState(status.toLowerCase().replace('_', '-'));
    for (const watcher of this.watchers) watcher.settle(error, result);
    planChannels();
  }

  forget() {
    tasks.delete(this.key);
    this.channel = null;
  }

  /** Calls back in microtasks: a callback that throws is reported, and harms no other. */
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
  /** Until the connection counts as steady, or until the next attempt. */
  #timer = 0;
  #heardAt = 0;
  #isSteady = false;
  #failures = 0;
  /** The tasks in the order of the request, those that have ended or moved to another channel included. */
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

  /** Opens a stream, or a new one in place of the present one, that continues where each task is. */
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

  /** Opens a connection anew that may be dead without having said so. */
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

  /** Not by `URLSearchParams`, which would write a task's own query in another way. */
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
    // On its own stream, the code is the task's
    const isUnknown = this.#isShared && isNaN(position) && event.error?.code === 'task_not_found';
    if (isUnknown) task.end('LOST', lost());
    else task.hear(event, position);
  }

  #failed(source) {
    clearTimeout(this.#timer);
    this.#failures++;
    // The first failure of a new stream is not shown: it may be over before anybody has read it
    if (this.#isSteady || this.#failures > 1) {
      for (const task of this.members) task.showState('reconnecting');
    }
    this.#isSteady = false;
    if (source.readyState === EventSource.CLOSED) this.#recover(source);
  }

  /** Opens a stream again that the browser has given up, where that can help. */
  async #recover(source) {
    const answer = await ask(this.#url, this.#withCredentials);
    if (this.#source !== source) return;
    const error = answer && refusalOf(answer);
    if (!error) {
      const spread = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.#failures - 1));
      // At random, so that the pages of a server that comes back do not come back all at once
      this.#timer = setTimeout(() => this.open(), FIRST_RETRY_MS / 2 + Math.random() * spread);
    } else if (error.status !== 'UNAUTHORIZED' && answer.status >= 400 && this.members.length > 1) {
      this.#split();
    } else {
      for (const task of this.members) task.end(error.status, error);
    }
  }

  /** A request for several tasks was refused. It may have been too long, and says nothing about any one of them. */
  #split() {
    const members = this.members;
    limits.set(members[0].group, Math.ceil(members.length / 2));
    for (const task of members) task.channel = null;
    planChannels();
  }
}

/** An EventSource that gives up does not say why: the same request tells. */
async function ask(url, withCredentials) {
  const aborter = new AbortController();
  /** @type {RequestInit} */
  const request = {
    headers: { accept: 'text/event-stream' },
    credentials: withCredentials ? 'include' : 'same-origin',
    cache: 'no-store',
    signal: aborter.signal,
  };
  try {
    // A redirect to the login page of another origin fails like a network does, unless it is not followed
    return await fetch(url, request).catch(() => fetch(url, { ...request, redirect: 'manual' }));
  } catch {
    return null;
  } finally {
    aborter.abort();
  }
}

/** Why an answer ends the watching, or null where a later attempt may get a stream. */
function refusalOf({ status, type, redirected, headers }) {
  if (status >= 500 || TRANSIENT_STATUSES.includes(status)) return null;
  if (status === 200 && headers.get('content-type')?.startsWith('text/event-stream')) return null;
  if (status === 401 || status === 403 || redirected || type === 'opaqueredirect') return unauthorized();
  if (status === 404 || status === 410) return lost();
  return refused(status);
}

/** Fits the channels to the tasks, a moment later. */
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

/** Opens one new stream for all tasks of a server, but for those on streams that are full. */
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
