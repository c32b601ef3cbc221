/** Shows and watches what the test says, and writes down all that it is told. */
import { TaskProgress, watchTask } from '/taskstream/taskstream.js';

// Tests of one page see its requests, clock and connections, which a worker would hide
if (!location.search.includes('shared')) delete window.SharedWorker;

// The test may put the clock forward, as if the computer had slept.
const now = Date.now;
window.asleep = 0;
Date.now = () => now() + asleep;

/** Timers of seconds, which the test may let elapse at once. */
const timers = new Map();
const { setTimeout, clearTimeout } = window;
window.setTimeout = (action, delay) => {
  const elapse = () => {
    timers.delete(id);
    action();
  };
  const id = setTimeout(elapse, delay);
  if (delay >= 1_000) timers.set(id, elapse);
  return id;
};
window.clearTimeout = (id) => {
  timers.delete(id);
  clearTimeout(id);
};
window.hurry = () => {
  for (const [id, elapse] of [...timers]) {
    clearTimeout(id);
    elapse();
  }
};

/** Makes the page one of a language, elements included. */
window.speak = async (language, direction) => {
  const { words, listWords } = await import('./words.js');
  const { TaskList } = await import('/taskstream/task-list.js');
  Object.assign(document.documentElement, { lang: language, dir: direction });
  TaskProgress.words = words[language];
  TaskList.words = listWords[language];
};

/** What each element told, by its id. */
window.told = {};

window.show = (stream, label) => {
  const progress = document.createElement('task-progress');
  progress.id = 'task' + document.querySelectorAll('task-progress').length;
  told[progress.id] = { states: [], progress: [], ends: [] };
  progress.setAttribute('cancellable', '');
  if (label) progress.setAttribute('aria-label', label);
  progress.setAttribute('stream', stream);
  document.querySelector('main').append(progress);
  return progress.id;
};

document.addEventListener('taskstatechange', ({ target, detail }) => told[target.id].states.push(detail.state));
document.addEventListener('taskprogress', ({ target, detail }) => told[target.id].progress.push(detail));
document.addEventListener('taskcompleted', ({ target, detail }) => told[target.id].ends.push(detail.result));
document.addEventListener('taskfailed', ({ target, detail }) => told[target.id].ends.push(detail.error.code));

window.watchTask = watchTask;

/** What each watcher was told. */
window.watched = [];

window.watch = (stream) => {
  const log = { states: [], progress: [], ends: [] };
  const aborter = new AbortController();
  watched.push(log);
  log.abort = (reason) => aborter.abort(reason);
  watchTask(stream, {
    signal: aborter.signal,
    onStateChange: (state) => {
      log.states.push(state);
      log.changed = performance.now();
    },
    onProgress: ({ text, value }) => log.progress.push([text, value]),
  }).then(
    (result) => log.ends.push({ result }),
    ({ name, code, message, status }) => log.ends.push({ name, code, message, status }),
  );
  return watched.length - 1;
};

/** Whether all connections are old enough for their loss to show at once. */
window.settled = () => watched.every(({ changed }) => performance.now() - changed > 300);

/** What a content security policy forbade. */
window.violations = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective));

window.ready = true;
