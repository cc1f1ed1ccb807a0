// What works better with a script; every page works without it.
(() => {
  'use strict';
  const words = document.body.dataset;

  // A form that saves itself. What could not be sent is kept and sent again, with the key it had: the server acts on it once.
  const autosave = form => {
    const state = form.querySelector('[data-state]');
    let pending = null, dirty = false, timer = 0, busy = false, conflict = false;
    const say = (kind, text) => {
      const badge = document.createElement('span');
      badge.className = 'st ' + kind;
      badge.textContent = text;
      state.replaceChildren(badge);
    };
    const changed = wait => {
      dirty = true;
      // What was typed since is not saved, whatever the badge said before.
      if (!conflict && form.querySelector('input[type=radio]:checked')) say('go', words.saving);
      clearTimeout(timer);
      timer = setTimeout(save, wait);
    };
    const take = (fresh, ...names) => {
      for (const name of names) {
        const field = fresh?.querySelector(`[name=${name}]`);
        if (field) form.querySelector(`[name=${name}]`).value = field.value;
      }
    };

    // What a form says, whatever its white space: whether the page that came back holds what was sent.
    const said = data => JSON.stringify([...data].filter(([name]) => name !== 'Version' && !name.startsWith('__')).map(([name, value]) => [name, value.replace(/\r\n?/g, '\n').trim()]));

    // Somebody else was first. What they wrote is shown beside what is typed, and nothing is sent until the button is pressed by whoever has seen both.
    const meet = fresh => {
      conflict = dirty = true;
      const box = fresh?.querySelector('[data-conflict]');
      form.querySelector('[data-conflict]')?.remove();
      if (box) state.parentElement.before(document.adoptNode(box));
      take(fresh, 'Version', '__once');
    };
    const save = async () => {
      if (busy || conflict || (!dirty && !pending)) return;
      if (!pending) {
        if (!form.querySelector('input[type=radio]:checked')) return;
        pending = new FormData(form);
        dirty = false;
      }
      busy = true;
      say('go', words.saving);
      try {
        const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(pending), redirect: 'follow' });
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const sent = said(pending);
        pending = null;
        if (answer.url.includes('/sign-in')) {
          dirty = true;
          say('stop', words.signedOut);
        } else {
          const fresh = page.getElementById(form.id);
          const wrong = [...(fresh ?? page).querySelectorAll('.field-error')].map(e => e.textContent.trim());
          const errors = [...page.querySelectorAll('main .errors li')].map(e => e.textContent.trim());
          if (answer.ok) {
            // Where somebody has written over it already, the version is not ours: the next save meets the conflict.
            take(fresh, '__once', ...(fresh && said(new FormData(fresh)) === sent ? ['Version'] : []));
            say('ok', words.saved + ' ' + new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' }));
            const progress = page.getElementById('progress');
            if (progress) document.getElementById('progress').replaceWith(progress);
          } else {
            if (answer.status === 409) meet(fresh); else take(fresh, '__once');
            say('stop', words.notSaved + ' ' + ([...new Set([...wrong, ...errors])].join(' ') || answer.status));
          }
        }
      } catch {
        say('warn', words.offline);
        setTimeout(save, 5000);
      }
      busy = false;
      if (dirty && !pending && !conflict) changed(300);
    };
    form.addEventListener('change', () => changed(0));
    form.addEventListener('input', e => { if (e.target.matches('textarea')) changed(800); });
    form.addEventListener('submit', e => { e.preventDefault(); conflict = false; form.querySelector('[data-conflict]')?.remove(); dirty = true; save(); });
    addEventListener('online', save);
    addEventListener('beforeunload', e => { if (dirty || pending) e.preventDefault(); });
  };

  // Files with progress; the answer is the same page that a plain form would lead to.
  const upload = form => form.addEventListener('submit', e => {
    e.preventDefault();
    const bar = form.querySelector('progress'), state = form.querySelector('[data-upload-state]'), button = form.querySelector('button');
    const request = new XMLHttpRequest();
    const said = answer => new DOMParser().parseFromString(answer.responseText, 'text/html').querySelector('[data-upload-refused]')?.textContent;
    const end = text => { state.textContent = text; button.disabled = false; };
    bar.classList.remove('d-none');
    state.classList.remove('d-none');
    button.disabled = true;
    request.upload.addEventListener('progress', p => {
      if (!p.lengthComputable) return;
      bar.value = 100 * p.loaded / p.total;
      state.textContent = `${words.uploaded} ${(p.loaded / 1e6).toFixed(1)} / ${(p.total / 1e6).toFixed(1)} MB`;
    });
    request.addEventListener('load', () => { if (request.status < 400) location.href = request.responseURL; else end(said(request) || words.uploadRefused + ' ' + request.status); });
    request.addEventListener('error', () => end(words.uploadBroken));
    request.open('POST', form.action);
    request.send(new FormData(form));
  });

  // A file is compared here and goes nowhere.
  const hash = area => {
    if (!crypto.subtle) return;
    const state = area.querySelector('[data-hash-state]');
    area.classList.remove('d-none');
    area.querySelector('input').addEventListener('change', async e => {
      const file = e.target.files[0];
      if (!file) return;
      const digest = [...new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))].map(b => b.toString(16).padStart(2, '0')).join('');
      const same = digest === area.dataset.expected;
      state.className = 'st text-wrap ' + (same ? 'ok' : 'stop');
      state.textContent = (same ? area.dataset.same : area.dataset.different) + ' ' + digest;
    });
  };
  document.querySelectorAll('[data-hash]').forEach(hash);

  document.querySelectorAll('form[data-autosave]').forEach(autosave);
  document.querySelectorAll('form[data-upload]').forEach(upload);

  // The tab of this page is in sight, also where the strip is wider than the screen.
  document.querySelector('.tabs [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
})();
