/* The demo page: it starts tasks and lets `<task-list>` tell how they go. */
import './cuttable-event-source.js';

const $ = (id) => document.getElementById(id);

/* Connections can be cut, those too that a worker holds for all tabs */

const BrowserSharedWorker = window.SharedWorker;
if (BrowserSharedWorker) {
  window.SharedWorker = class extends BrowserSharedWorker {
    constructor(address, options) {
      super('demo-worker.js', options);
    }
  };
}

const connections = new BroadcastChannel('demo-connections');

connections.onmessage = ({ data }) => {
  if (!('open' in data)) return;
  $('connections').textContent = data.open === 1 ? '1 connection' : `${data.open} connections`;
  $('cut').checked = data.isCut;
};
connections.postMessage({ isQuestion: true });

$('cut').checked = false;
$('cut').addEventListener('change', () => connections.postMessage({ cut: $('cut').checked }));

await import('./taskstream/task-list.js');

/* The list of tasks */

function add(parent, tag, text = '', className = '') {
  const element = document.createElement(tag);
  element.textContent = text;
  element.className = className;
  parent.append(element);
  return element;
}

const readable = new Intl.NumberFormat('en');

function readableSize(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), 3);
  return `${(bytes / 1000 ** power).toFixed(1)} ${['B', 'kB', 'MB', 'GB'][power]}`;
}

/** Shows what a task answered, whatever its members are. */
$('tasks').addEventListener('taskcompleted', ({ target, detail }) => {
  const list = document.createElement('dl');
  list.slot = 'result';
  for (const [name, value] of Object.entries(detail.result ?? {})) {
    if (name === 'fileName') continue;
    const pair = add(list, 'div');
    add(pair, 'dt', name === 'sha256' ? 'SHA-256' : name);
    add(pair, 'dd', typeof value === 'number' ? readable.format(value) : String(value), name === 'sha256' ? 'code' : '');
  }
  target.append(list);
});

$('clear').addEventListener('click', () => {
  for (const progress of $('tasks').querySelectorAll('task-progress')) {
    if (!['waiting', 'running', 'reconnecting'].includes(progress.state)) $('tasks').removeTask(progress);
  }
});

/* Starting */

function complain(message) {
  $('notice').textContent = message;
  $('notice').hidden = !message;
}

const REFUSALS = {
  0: 'The server cannot be reached.',
  413: 'This file is too large for the server.',
  503: 'The server has enough to do. Try again in a few seconds.',
};

/** One line for a person: which field is wrong, or what the status means. */
function reasonOf(status, body) {
  try {
    const { field, message } = JSON.parse(body).errors[0];
    return `${field[0].toUpperCase()}${field.slice(1)} ${message}.`;
  } catch {
    return REFUSALS[status] ?? `The server does not accept this (status ${status}).`;
  }
}

async function startCountdown(seconds, outcome, key) {
  const response = await fetch('api/demo/countdowns', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ seconds, outcome }),
  }).catch(() => null);
  const body = await response?.text();
  if (response?.ok) $('tasks').add(JSON.parse(body).streamUrl, `Countdown from ${seconds}`);
  else complain(reasonOf(response?.status ?? 0, body));
}

/**
 * The clicks of a double click have one key, for which the server starts one task. Until it has answered, other clicks do
 * nothing.
 */
function startOnClick(button, start) {
  let key;
  button.addEventListener('click', async (event) => {
    if (button.type === 'submit' && !button.form.checkValidity()) return;
    event.preventDefault();
    const isFirstClick = event.detail < 2;
    if (isFirstClick && button.ariaDisabled) return;
    if (isFirstClick) key = `${Date.now()}-${Math.random()}`;
    complain('');
    button.ariaDisabled = 'true';
    await start(key);
    button.ariaDisabled = null;
  });
}

startOnClick($('start-countdown'), (key) => startCountdown($('seconds').valueAsNumber, $('outcome').value, key));

startOnClick($('start-twenty'), (key) => Promise.all(Array.from({ length: 20 }, (_, i) =>
  startCountdown(5 + i, i % 7 === 6 ? 'fail' : 'complete', `${key}-${i}`))));

/** XMLHttpRequest, because fetch does not tell how far an upload is. */
function upload(file) {
  const card = document.createElement('li');
  const title = add(card, 'div', '', 'title');
  add(add(title, 'h3'), 'bdi', file.name);
  add(title, 'small', readableSize(file.size));
  const cancel = add(title, 'button', 'Cancel');
  const text = add(card, 'span', 'Uploading…');
  const bar = add(card, 'progress');
  bar.setAttribute('aria-label', `Upload of ${file.name}`);
  cancel.type = 'button';
  cancel.ariaLabel = `Cancel the upload of ${file.name}`;
  $('uploads').prepend(card);

  const request = new XMLHttpRequest();
  cancel.onclick = () => {
    request.abort();
    card.remove();
  };
  request.upload.onprogress = ({ loaded, total }) => {
    bar.value = loaded / total;
    text.textContent = `Uploading… ${Math.floor((loaded / total) * 100)}%`;
  };
  request.onload = () => {
    if (request.status !== 202) return refuse();
    card.remove();
    $('tasks').add(JSON.parse(request.responseText).streamUrl, file.name);
  };
  const refuse = request.onerror = () => {
    bar.remove();
    card.className = 'failed';
    text.textContent = reasonOf(request.status, request.responseText);
    text.role = 'alert';
    cancel.textContent = 'Dismiss';
    cancel.ariaLabel = `Dismiss ${file.name}`;
  };
  request.open('POST', 'api/demo/file-digests');
  request.setRequestHeader('accept', 'application/json');
  const form = new FormData();
  form.append('file', file);
  request.send(form);
}

function uploadAll(files) {
  complain('');
  [...files].forEach(upload);
}

$('files').addEventListener('change', () => {
  uploadAll($('files').files);
  $('files').value = '';
});

// Anywhere on the page will do: a file dropped beside the field would otherwise replace the page.
for (const type of ['dragover', 'dragleave', 'drop']) {
  addEventListener(type, (event) => {
    event.preventDefault();
    $('drop').classList.toggle('over', type === 'dragover');
    if (type === 'drop') uploadAll(event.dataTransfer.files);
  });
}
