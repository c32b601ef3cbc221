/**
 * Watches the tasks of a Taskstream server from a web page: {@link watchTask} for code (`watch-task.js`) and the element
 * `<task-progress>` for markup (`task-progress.js`). `taskstream.js` has both; importing it defines the element.
 * `task-list.js` defines `<task-list>`, and `<task-progress>` with it.
 *
 * Tasks watched together share connections, in all tabs of an origin. A lone task uses its own stream; two or more of one
 * server use its stream of many tasks, at most 50 on each.
 */

/** How far a watched task is, as a page should show it. */
export type TaskState =
  /** Not started yet, as far as this page knows. */
  | 'waiting'
  | 'running'
  /** The connection is gone and will come back by itself; the task is not affected. */
  | 'reconnecting'
  | 'completed'
  | 'failed'
  | 'cancelled'
  | 'timed-out'
  /** The server does not know the task (any more): it restarted, kept it long enough, or never had it. */
  | 'lost'
  /** The user is signed out, or may not see the task. */
  | 'unauthorized'
  /** The server, or something before it, answers with what is not a task. */
  | 'refused';

/** How a task ended. The last three are the page's view: the task itself may go on. */
export type TaskStatus = 'COMPLETED' | 'FAILED' | 'CANCELLED' | 'TIMED_OUT' | 'LOST' | 'UNAUTHORIZED' | 'REFUSED';

/** The newest progress of a task. Both were written by the task: treat `text` as untrusted. */
export interface TaskProgressReport {
  /** What the task says it is doing; null until it says something. */
  readonly text: string | null;
  /** From 0 to 1; null until the task reports a number. */
  readonly value: number | null;
}

/** What else is known of a task. Times are by the server's clock, as ISO 8601 in UTC. */
export interface TaskContext {
  /** The task's own name; absent while it waits. */
  readonly name?: string;
  /** When it began to run; absent while it waits. */
  readonly startedAt?: string;
  /** When the newest event known to this page happened; absent before the first. */
  readonly updatedAt?: string;
  /** The number of that event, from 1; `NaN` where the server tells none. */
  readonly position?: number;
}

export interface WatchOptions {
  /** Told each report once, in order, and at once what is known already. What a burst superseded on the server is skipped. */
  onProgress?(progress: TaskProgressReport, context: TaskContext): void;
  /** Told each change of state, the final one included, before the promise settles. A task begins as `waiting`, which is not told. */
  onStateChange?(state: TaskState, context: TaskContext): void;
  /** Ends the watching, not the task: the promise rejects with `signal.reason`. */
  signal?: AbortSignal;
  /** Sends cookies to another origin, which must allow it. An `EventSource` sends no other credentials. */
  withCredentials?: boolean;
}

/** Why a task has no result. */
export class TaskError extends Error {
  constructor(code: string, message: string, status: Exclude<TaskStatus, 'COMPLETED'>);
  /**
   * `task_failed`, `cancelled`, `timed_out`, `shutting_down`, `rolled_back`, `result_not_serializable`,
   * `result_too_large`, or the task's own code; and of this page `task_lost`, `unauthorized` or `request_refused`.
   */
  readonly code: string;
  readonly status: Exclude<TaskStatus, 'COMPLETED'>;
}

/**
 * Watches a task until it ends, through cuts, sleeping tabs and restarts of the server.
 *
 * Resolves with the task's result. Rejects with a {@link TaskError} if it ended otherwise or cannot be watched, with
 * `signal.reason` if aborted, with a `TypeError` if the URL is not that of a stream or there is no `EventSource`.
 * Watching one task several times costs one stream.
 *
 * @param streamUrl the `streamUrl` of the answer that started the task; relative to the page, or of another origin
 */
export function watchTask<R = any>(streamUrl: string | URL, options?: WatchOptions): Promise<R>;

/** What elements say. */
export interface TaskProgressWords extends Record<TaskState, string> {
  /** Names a bar whose task has neither an `aria-label` nor a name yet. */
  task: string;
  cancel: string;
  /** Names the button of a task to assistive technology. It should contain `cancel`. */
  cancelTask(name: string): string;
  cancelFailed: string;
  /** The remaining time, such as `01:30`. */
  left(time: string): string;
  /** By {@link TaskError.code}, in place of the error's message. */
  errors: Record<string, string>;
}

/**
 * `<task-progress stream="…" cancellable aria-label="…">` shows one task.
 *
 * - Attributes: `stream`, the URL; `cancellable`, shows a button; `with-credentials`, for another origin; `aria-label`,
 *   names the task to assistive technology. The element itself keeps `state`, a {@link TaskState}, for style sheets, and
 *   the same as custom state, for `:state(running)`.
 * - Slots: `result`, shown on completion, and `error`, shown on every other end. Without one, a result that is a string
 *   or the error's message is shown as text.
 * - Parts: `text`, `value`, `elapsed`, `remaining`, `cancel`, `track`, `bar`, `notice`, `outcome`, `message`, `live`.
 * - Custom properties: `--task-color`, `--task-danger`, `--task-track`, `--task-height`.
 */
export class TaskProgress extends HTMLElement {
  /** What all elements say. Replace words, or all of them; elements show the new ones with their next change. */
  static words: TaskProgressWords;

  /** The attribute. Another URL starts over, null leaves the element empty. */
  stream: string | null;
  /** The attribute. */
  cancellable: boolean;
  /** The attribute `with-credentials`. */
  withCredentials: boolean;

  /** Null before there is a task to show. */
  readonly state: TaskState | null;
  /** The task's own name; null until it runs. */
  readonly name: string | null;
  /** What the task said last. Treat it as untrusted. */
  readonly text: string | null;
  /** From 0 to 1, what the task reported last. */
  readonly value: number | null;
  /** Of a task that completed; undefined before. */
  readonly result: any;
  /** Of a task that ended in another way, or a `TypeError` where `stream` is not the URL of a stream. */
  readonly error: TaskError | TypeError | null;
  /** Settles as {@link watchTask} does. It rejects with an `AbortError` when `stream` changes before; you need not handle it. */
  readonly finished: Promise<any>;

  /**
   * Sends the cancel request, with Spring Security's CSRF token if the page has one. Resolves with whether the server
   * accepted it or the task had ended before; otherwise the element says that it failed.
   */
  cancel(): Promise<boolean>;
}

/** The events of `<task-progress>`; all bubble. */
export interface TaskProgressEventMap {
  /** Begins with `waiting`, when the element comes into the page. */
  taskstatechange: CustomEvent<{ state: TaskState }>;
  taskprogress: CustomEvent<TaskProgressReport>;
  taskcompleted: CustomEvent<{ result: any }>;
  taskfailed: CustomEvent<{ error: TaskError | TypeError }>;
  /** The button was pressed. `preventDefault()` keeps the element from calling {@link TaskProgress.cancel}. */
  taskcancel: CustomEvent<null>;
}

/** What lists say. */
export interface TaskListWords {
  /** Names a list without an `aria-label`. */
  tasks: string;
  /** Shown where there is no task, unless the slot `empty` says something else. */
  empty: string;
  remove: string;
  /** Names the button of a task to assistive technology. It should contain `remove`. */
  removeTask(name: string): string;
  removeFailed: string;
  loadFailed: string;
}

/**
 * `<task-list src="…" aria-label="Imports">`, in `task-list.js`, shows tasks, newest first: those of the signed-in user,
 * as `GET /api/tasks` tells them, or where that is answered `403`, those that this browser has started.
 *
 * - Attributes: `src`, the URL of the tasks, such as `/api/tasks`; without it, that of the tasks that were added.
 *   `with-credentials`, for another origin; `aria-label`, names the list.
 * - A `<template>` inside is the content of each row. In it, `<task-progress>` shows the task, the attribute
 *   `data-task="label"` marks where its label is written (its own name, where it has none), `data-task="name"` where its
 *   own name is written beside a label, and `data-task="remove"` a button that removes it once it has ended.
 * - Slot: `empty`. Parts: `list`, `empty`, `notice`. Each row is a child with the role `listitem`.
 */
export interface TaskList extends HTMLElement {
  /** The attribute. Another URL starts over. */
  src: string | null;
  /** The attribute `with-credentials`. */
  withCredentials: boolean;

  /**
   * Shows a task that was just started, and remembers it in this browser until the server does not know it any more.
   *
   * @param streamUrl the `streamUrl` of the answer that started the task
   * @param label what the page calls it; only this browser knows it
   */
  add(streamUrl: string | URL, label?: string | null): TaskProgress;

  /**
   * Removes a task that has ended from the list and from the server. Resolves with whether it is gone; otherwise the list
   * says that it failed.
   */
  removeTask(progress: TaskProgress): Promise<boolean>;

  /** Asks the server again, as the list does every half minute and when the page is seen again. */
  refresh(): Promise<void>;
}

declare global {
  interface HTMLElementTagNameMap {
    'task-progress': TaskProgress;
    'task-list': TaskList;
  }
  interface HTMLElementEventMap extends TaskProgressEventMap {}
}
