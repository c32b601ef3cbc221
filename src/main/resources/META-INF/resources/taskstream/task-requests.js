/* Requests about tasks, with Spring Security's CSRF token where they change something. */

/** The caller's tasks, or that there is no caller, or neither where the server does not say. */
export async function listTasks(url, withCredentials) {
  const credentials = withCredentials ? 'include' : 'same-origin';
  try {
    const answer = await fetch(url, { headers: { accept: 'application/json' }, credentials, cache: 'no-store' });
    if (answer.status === 403) return { isForbidden: true };
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
}

/** Whether the server accepts it, or the task has ended. */
export async function cancelTask(stream, withCredentials) {
  return [202, 409].includes(await send('POST', stream, '/cancel', withCredentials));
}

/** Whether the server does not know the task any more. */
export async function removeTask(stream, withCredentials) {
  return [204, 404].includes(await send('DELETE', stream, '', withCredentials));
}

/** The status of the answer, or 0 where there is none. */
async function send(method, stream, path, withCredentials) {
  const url = new URL(stream, document.baseURI);
  url.pathname = url.pathname.replace(/\/stream$/, path);
  const credentials = withCredentials ? 'include' : 'same-origin';
  try {
    return (await fetch(url, { method, credentials, headers: csrfHeaders(url) })).status;
  } catch {
    return 0;
  }
}

/** Spring Security's token, from where it puts it, and only for the page's own origin. */
function csrfHeaders({ origin }) {
  if (origin !== location.origin) return {};
  const meta = (name) => document.querySelector(`meta[name=${name}]`)?.getAttribute('content');
  const token = meta('_csrf');
  if (token) return { [meta('_csrf_header') ?? 'X-CSRF-TOKEN']: token };
  const cookie = /(?:^|; )XSRF-TOKEN=([^;]+)/.exec(document.cookie);
  return cookie ? { 'X-XSRF-TOKEN': decodeURIComponent(cookie[1]) } : {};
}
