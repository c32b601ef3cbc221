/** The console: it shows what the actuator endpoint `tasks` answers, and cancels tasks. */

const ENDPOINT = new URL('../tasks', location.href);
const REFRESH_MILLIS = 2000;
const LIMIT = 200;
const OUTCOMES = { completed: 'completed', failed: 'failed', cancelled: 'cancelled', timedOut: 'timed out' };
const STATES = { PENDING: 'Waiting', RUNNING: 'Running', COMPLETED: 'Completed', FAILED: 'Failed', CANCELLED: 'Cancelled', TIMED_OUT: 'Timed out' };
const CLASSES = { COMPLETED: 'completed', FAILED: 'failed', CANCELLED: 'cancelled', TIMED_OUT: 'timedOut' };

const $ = (id) => document.getElementById(id);
const numbers = new Intl.NumberFormat();
const percent = new Intl.NumberFormat(undefined, { style: 'percent' });

/* Requests */

/** Spring Security's token, where its CookieCsrfTokenRepository puts it. */
function csrfHeader() {
  const token = document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/)?.[1];
  return token ? { 'X-XSRF-TOKEN': decodeURIComponent(token) } : {};
}

async function request(url, options) {
  const answer = await fetch(url, { headers: { accept: 'application/json' }, ...options }).catch(() => {
    throw new Error('The server cannot be reached.');
  });
  if (!answer.ok || answer.redirected) {
    throw new Error([401, 403].includes(answer.status) || answer.redirected
      ? 'You are not signed in, or may not do this.' : `The server answered with status ${answer.status}.`);
  }
  return answer.json();
}

const complaints = {};

/** Shows what is wrong with a kind of request until one of that kind succeeds. */
function complain(kind, text) {
  complaints[kind] = text;
  const all = Object.values(complaints).filter(Boolean).join(' ');
  if ($('notice').textContent !== all) $('notice').textContent = all;
  $('notice').hidden = !all;
}

/* The figures and the plots */

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function showFigures({ engine, streams, rejected }) {
  setText($('busy'), `${engine.active + engine.lingering} of ${engine.workers}`);
  setText($('queued'), numbers.format(engine.queued));
  setText($('lingering'), numbers.format(engine.lingering));
  setText($('open'), numbers.format(streams.open));
  setText($('rejected'), numbers.format(rejected));
  setText($('refused'), numbers.format(streams.refused));
  $('lingering').parentElement.className = engine.lingering ? 'bad' : '';
  setText($('accepting'), engine.accepting ? 'Accepting tasks' : 'Stopping');
  $('accepting').className = engine.accepting ? 'pill' : 'pill off';
}

function bar(x, y, width, height, className) {
  const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  Object.entries({ x, y, width, height, class: className }).forEach(([name, value]) => rect.setAttribute(name, value));
  return rect;
}

function showLastHour(lastHour) {
  const outcomes = Object.keys(OUTCOMES);
  const perMinute = lastHour.completed.map((_, minute) => outcomes.reduce((sum, one) => sum + lastHour[one][minute], 0));
  const peak = Math.max(...perMinute, 1);
  const bars = [];
  perMinute.forEach((_, minute) => {
    let top = 60;
    for (const outcome of outcomes) {
      const height = 60 * lastHour[outcome][minute] / peak;
      top -= height;
      if (height) bars.push(bar(minute * 5 + .5, top, 4, height, outcome));
    }
  });
  $('minutes').replaceChildren(...bars);

  const totals = outcomes.map((one) => lastHour[one].reduce((sum, count) => sum + count));
  const total = totals.reduce((sum, count) => sum + count);
  let left = 0;
  $('outcomes').replaceChildren(...outcomes.map((outcome, i) => {
    const width = total ? 300 * totals[i] / total : 0;
    left += width;
    return bar(left - width, 0, width, 12, outcome);
  }));
  const story = outcomes.map((outcome, i) => `${numbers.format(totals[i])} ${OUTCOMES[outcome]}`);
  $('legend').replaceChildren(...outcomes.map((outcome, i) => cell('li', story[i], outcome)));
  setText($('peak'), total ? `(at most ${numbers.format(peak)})` : '(none)');
  setText($('ended'), `of the last hour`);
  $('minutes').ariaLabel = `Tasks that ended in each minute of the last hour, at most ${total ? peak : 0}`;
  $('outcomes').ariaLabel = `Outcomes of the last hour: ${story.join(', ')}`;
}

/* The table. Its rows are kept while they are shown, so that the focus stays. */

const rows = new Map();

function cell(tag, text = '', className = '') {
  const element = document.createElement(tag);
  element.textContent = text;
  element.className = className;
  return element;
}

function readableTime({ createdAt, startedAt, finishedAt }, now) {
  const seconds = Math.max(0, (Date.parse(finishedAt ?? now) - Date.parse(startedAt ?? createdAt)) / 1000);
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.floor(seconds)} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h`;
}

function newRow(task) {
  const row = document.createElement('tr');
  const cells = ['state', 'name', 'owner', 'progress', 'time', 'error', 'action'].map(() => row.appendChild(cell('td')));
  const [state, name, owner, progress, time, error, action] = cells;
  name.append(cell('span', task.name), cell('small', task.taskId));
  owner.textContent = task.owner ?? '';
  const meter = progress.appendChild(document.createElement('progress'));
  meter.ariaLabel = `Progress of ${task.name}`;
  const number = progress.appendChild(cell('span', '', 'number'));
  const cancel = action.appendChild(cell('button', 'Cancel'));
  cancel.type = 'button';
  cancel.ariaLabel = `Cancel ${task.name} ${task.taskId}`;
  cancel.addEventListener('click', () => cancelTask(task));
  return { row, state, meter, number, progress, time, error, cancel };
}

function showRow(task, now) {
  const known = rows.get(task.taskId) ?? newRow(task);
  rows.set(task.taskId, known);
  setText(known.state, task.lingering ? `${STATES[task.status]}, lingering` : STATES[task.status]);
  known.state.className = task.lingering ? 'lingering' : CLASSES[task.status] ?? '';
  const isFinal = Boolean(task.finishedAt);
  known.meter.hidden = isFinal || task.status === 'PENDING';
  if (task.value == null) known.meter.removeAttribute('value');
  else known.meter.value = task.value;
  setText(known.number, task.value == null || isFinal && task.status === 'COMPLETED' ? '' : percent.format(task.value));
  known.progress.className = known.meter.hidden && !known.number.textContent ? 'none' : '';
  setText(known.time, readableTime(task, now));
  setText(known.error, task.errorCode ? `${task.errorCode}: ${task.errorMessage}` : '');
  known.cancel.hidden = isFinal;
  showStack(task, known);
  return known.stack ? [known.row, known.stack] : [known.row];
}

/** A lingering task gets a second row: where its thread is. It is asked for when it is opened, and kept. */
function showStack(task, known) {
  if (!task.lingering) {
    delete known.stack;
    return;
  }
  if (known.stack) return;
  known.stack = cell('tr', '', 'stack');
  const holder = known.stack.appendChild(document.createElement('td'));
  holder.colSpan = 7;
  const details = holder.appendChild(document.createElement('details'));
  details.append(cell('summary', 'Its code has not returned: show where it is'));
  const trace = details.appendChild(cell('pre'));
  trace.tabIndex = 0;
  trace.role = 'group';
  trace.ariaLabel = `Stack of ${task.name}`;
  details.addEventListener('toggle', async () => {
    if (!details.open) return;
    trace.textContent = await request(`${ENDPOINT}/${task.taskId}`)
      .then(({ stackTrace }) => stackTrace?.join('\n') ?? 'The code has returned.', ({ message }) => message);
  });
}

async function cancelTask(task) {
  if (!confirm(`Cancel ${task.name}${task.owner ? ` of ${task.owner}` : ''}?`)) return;
  try {
    await request(`${ENDPOINT}/${task.taskId}`, { method: 'DELETE', headers: { accept: 'application/json', ...csrfHeader() } });
    complain('cancel', '');
    $('search').focus();
    await refresh();
  } catch ({ message }) {
    complain('cancel', `${task.name} was not cancelled. ${message}`);
  }
}

function showTasks({ tasks, matching, now }) {
  const wanted = tasks.flatMap((task) => showRow(task, now));
  const shown = [...$('tasks').children];
  if (wanted.length !== shown.length || wanted.some((row, i) => row !== shown[i])) {
    const focused = document.activeElement;
    $('tasks').replaceChildren(...wanted);
    if (focused?.isConnected) focused.focus();
  }
  const ids = new Set(tasks.map(({ taskId }) => taskId));
  [...rows.keys()].filter((id) => !ids.has(id)).forEach((id) => rows.delete(id));
  $('empty').hidden = tasks.length > 0;
  setText($('count'), matching > tasks.length
    ? `the newest ${tasks.length} of ${numbers.format(matching)}` : `${numbers.format(matching)} found`);
}

/* The loop */

let timer;
let asked = 0;

async function refresh() {
  clearTimeout(timer);
  const mine = ++asked;
  const query = new URLSearchParams($('state').value);
  if ($('search').value) query.set('search', $('search').value);
  query.set('limit', LIMIT);
  try {
    const answer = await request(`${ENDPOINT}?${query}`);
    if (mine !== asked) return;
    showFigures(answer);
    showLastHour(answer.lastHour);
    showTasks(answer);
    complain('refresh', '');
  } catch ({ message }) {
    if (mine === asked) complain('refresh', message);
  }
  if (mine === asked && !isPaused()) timer = setTimeout(refresh, REFRESH_MILLIS);
}

const isPaused = () => $('pause').ariaPressed === 'true' || document.hidden;

$('pause').addEventListener('click', () => {
  $('pause').ariaPressed = $('pause').ariaPressed === 'true' ? 'false' : 'true';
  refresh();
});
document.addEventListener('visibilitychange', refresh);
$('state').addEventListener('change', refresh);
$('search').addEventListener('input', refresh);
$('filter').addEventListener('submit', (event) => event.preventDefault());
refresh();
