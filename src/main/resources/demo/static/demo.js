/** The demo page: it starts tasks and lets `<task-progress>` tell how they go. */

const $ = (id) => document.getElementById(id);

/*
 * A connection that can be cut. It stands in for the browser's EventSource before the module is
 * loaded, and does what the browser does when the network goes: it reports an error, stays in
 * CONNECTING, and resumes with the last id it saw.
 */
const BrowserEventSource = window.EventSource;
const sources = new Set();
let cut = false;

class CuttableEventSource extends EventTarget {
  static CONNECTING = 0;
  static OPEN = 1;
  static CLOSED = 2;
  #url;
  #source;
  #retry;
  #lastId = '';
  readyState = 0;
  onopen = null;
  onerror = null;

  /** The demo never watches another origin, so it needs no credentials. */
  constructor(url) {
    super();
    this.#url = new URL(url, document.baseURI);
    sources.add(this);
    this.connect();
  }

  connect() {
    this.disconnect();
    if (cut) {
      this.#retry = setTimeout(() => this.lose(), 1000);
      return;
    }
    if (this.#lastId) this.#url.searchParams.set('lastEventId', this.#lastId);
    this.#source = new BrowserEventSource(this.#url);
    this.#source.onopen = () => this.#become(1, 'open');
    this.#source.onerror = () => this.#become(this.#source.readyState, 'error');
    for (const type of ['task_started', 'progress_update', 'task_completed', 'task_failed']) {
      this.#source.addEventListener(type, ({ data, lastEventId }) => {
        this.#lastId = lastEventId;
        this.dispatchEvent(new MessageEvent(type, { data, lastEventId }));
      });
    }
  }

  lose() {
    this.connect();
    this.#become(0, 'error');
  }

  disconnect() {
    clearTimeout(this.#retry);
    this.#source?.close();
  }

  close() {
    this.disconnect();
    this.readyState = 2;
    sources.delete(this);
    countConnections();
  }

  #become(readyState, type) {
    this.readyState = readyState;
    countConnections();
    this['on' + type]?.(new Event(type));
  }
}
window.EventSource = CuttableEventSource;

function countConnections() {
  const open = [...sources].filter((source) => source.readyState === 1).length;
  $('connections').textContent = open === 1 ? '1 connection' : `${open} connections`;
}

$('cut').checked = false;
$('cut').addEventListener('change', () => {
  cut = $('cut').checked;
  for (const source of sources) {
    if (source.readyState === 2) continue;
    if (cut) source.lose();
    else source.connect();
  }
});

await import('./taskstream/taskstream.js');

/* The list of tasks */

function add(parent, tag, text = '', className = '') {
  const element = document.createElement(tag);
  element.textContent = text;
  element.className = className;
  parent.append(element);
  return element;
}

function addCard(title, aside = '') {
  const card = document.createElement('li');
  const heading = add(card, 'h3');
  add(heading, 'span', title);
  add(heading, 'small', aside);
  $('tasks').prepend(card);
  tidy();
  return card;
}

const readable = new Intl.NumberFormat('en');

function readableSize(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), 3);
  return `${(bytes / 1000 ** power).toFixed(1)} ${['B', 'kB', 'MB', 'GB'][power]}`;
}

/** Shows what a task answered, whatever its members are. */
function showResult(progress, result) {
  const list = document.createElement('dl');
  list.slot = 'result';
  for (const [name, value] of Object.entries(result ?? {})) {
    if (name === 'fileName') continue;
    const pair = add(list, 'div');
    add(pair, 'dt', name === 'sha256' ? 'SHA-256' : name);
    add(pair, 'dd', typeof value === 'number' ? readable.format(value) : String(value), name === 'sha256' ? 'code' : '');
  }
  progress.append(list);
}

function watch(card, title, streamUrl) {
  const progress = document.createElement('task-progress');
  const heading = card.querySelector('small');
  progress.dataset.aside = heading.textContent;
  progress.ariaLabel = title;
  progress.cancellable = true;
  progress.addEventListener('taskcompleted', ({ detail }) => showResult(progress, detail.result));
  progress.addEventListener('taskstatechange', () => {
    heading.textContent = [progress.dataset.aside, progress.name].filter(Boolean).join(' · ');
    tidy();
  });
  progress.stream = streamUrl;
  card.append(progress);
}

function tidy() {
  $('empty').hidden = $('tasks').childElementCount > 0;
  $('clear').hidden = finished().length === 0;
  remember();
}

const isActive = ({ state }) => ['waiting', 'running', 'reconnecting'].includes(state);

function finished() {
  return [...$('tasks').children].filter((card) => {
    const progress = card.querySelector('task-progress');
    return progress ? !isActive(progress) : card.querySelector('.failed');
  });
}

$('clear').addEventListener('click', () => {
  finished().forEach((card) => card.remove());
  tidy();
});

/* Tasks that still run are found again after a reload. */

function remember() {
  const running = [...document.querySelectorAll('task-progress')].filter(isActive).map((progress) => ({
    title: progress.ariaLabel,
    aside: progress.dataset.aside,
    streamUrl: progress.stream,
  }));
  sessionStorage.setItem('tasks', JSON.stringify(running));
}

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

async function startCountdown(seconds, outcome) {
  const response = await fetch('api/demo/countdowns', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ seconds, outcome }),
  }).catch(() => null);
  const body = await response?.text();
  if (!response?.ok) {
    complain(reasonOf(response?.status ?? 0, body));
    return;
  }
  const title = `Countdown from ${seconds}`;
  watch(addCard(title, outcome === 'fail' ? 'will fail' : ''), title, JSON.parse(body).streamUrl);
}

$('countdown').addEventListener('submit', (event) => {
  event.preventDefault();
  complain('');
  startCountdown($('seconds').valueAsNumber, $('outcome').value);
});

$('start-twenty').addEventListener('click', () => {
  complain('');
  for (let i = 1; i <= 20; i++) startCountdown(4 + i, i % 7 === 0 ? 'fail' : 'complete');
});

/** XMLHttpRequest, because fetch does not tell how far an upload is. */
function upload(file) {
  const card = addCard(file.name, readableSize(file.size));
  const status = add(card, 'div', '', 'upload');
  const text = add(status, 'span', 'Uploading…');
  const bar = add(status, 'progress');
  bar.setAttribute('aria-label', `Upload of ${file.name}`);

  const request = new XMLHttpRequest();
  request.upload.onprogress = ({ loaded, total }) => {
    bar.value = loaded / total;
    text.textContent = `Uploading… ${Math.floor((loaded / total) * 100)}%`;
  };
  request.onloadend = () => {
    if (request.status === 202) {
      status.remove();
      watch(card, file.name, JSON.parse(request.responseText).streamUrl);
    } else {
      bar.remove();
      status.classList.add('failed');
      text.textContent = reasonOf(request.status, request.responseText);
      tidy();
    }
  };
  request.open('POST', 'api/demo/file-digests');
  request.setRequestHeader('accept', 'application/json');
  const form = new FormData();
  form.append('file', file);
  request.send(form);
}

$('files').addEventListener('change', () => {
  complain('');
  [...$('files').files].forEach(upload);
  $('files').value = '';
});

// Anywhere on the page will do: a file dropped beside the field would otherwise replace the page.
for (const type of ['dragover', 'dragleave', 'drop']) {
  addEventListener(type, (event) => {
    event.preventDefault();
    $('drop').classList.toggle('over', type === 'dragover');
    if (type === 'drop') {
      complain('');
      [...event.dataTransfer.files].forEach(upload);
    }
  });
}

for (const { title, aside, streamUrl } of JSON.parse(sessionStorage.getItem('tasks') ?? '[]').reverse()) {
  watch(addCard(title, aside), title, streamUrl);
}
