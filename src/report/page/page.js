// What a page does for its reader: languages, sorting, filters, another reference, choices of charts, tooltips, and data and drawings
// to take away. Nothing is fetched and nothing is sent.
(() => {
  'use strict';
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const frames = JSON.parse(document.getElementById('frames').textContent);

  // Languages.
  const parts = all('.language');
  const shown = () => parts.find((part) => !part.hidden);
  // Both parts are built alike: what was chosen in one is chosen in the other.
  const carry = (from, to) => {
    const olds = all('input, select', from);
    all('input, select', to).forEach((control, at) => {
      if (control.value === olds[at].value) return;
      control.value = olds[at].value;
      control.dispatchEvent(new Event(control.tagName === 'INPUT' ? 'input' : 'change', { bubbles: true }));
    });
    const opened = all('details', from);
    all('details', to).forEach((details, at) => { details.open = opened[at].open; });
    const sorted = all('th[aria-sort]', from);
    all('th[aria-sort]', to).forEach((header, at) => {
      const way = sorted[at].getAttribute('aria-sort');
      if (way !== 'none' && way !== header.getAttribute('aria-sort')) sort(header, way === 'ascending');
    });
  };
  const speak = (code) => {
    hide();
    const before = shown();
    for (const part of parts) part.hidden = part.lang !== code;
    if (before !== shown()) carry(before, shown());
    document.documentElement.lang = code;
    document.title = shown().dataset.title;
  };
  for (const button of all('.switch')) {
    button.addEventListener('click', () => {
      speak(button.dataset.language);
      all('.switch', shown()).find((other) => other.dataset.language === button.dataset.language).focus();
    });
  }

  // Numbers, as the program writes them: so many digits for the largest of a column, thousands apart, zero and nearly zero
  // told apart.
  const exponent = (number) => Number(number.toExponential().split('e')[1]);
  const formatOf = (numbers, unit) => {
    const digits = unit === 'percent' || unit === 'years' ? 4 : 5;
    const largest = numbers.reduce((most, number) => Math.max(most, Math.abs(number)), 0);
    const power = largest === 0 ? 0 : exponent(largest);
    if (power < -6 || power >= 15) return { power: digits - 1 };
    if (numbers.every(Number.isInteger)) return { places: 0 };
    return { places: Math.max(0, power >= 0 ? digits - 1 - power : digits - 2 - power) };
  };
  const written = (number, format, marks) => {
    if (number === 0) return '0';
    let text = format.power === undefined ? number.toFixed(format.places) : number.toExponential(format.power).replace('e+', 'e');
    if (!/[1-9]/.test(text.split('e')[0])) return '~0';
    const [whole, rest] = text.split('.');
    text = format.power === undefined ? whole.replace(/\B(?=(\d{3})+$)/g, marks[0]) : whole;
    return rest === undefined ? text : text + marks[1] + rest;
  };
  // The measures stand in the frames as they are: their cells need not say it again.
  for (const box of all('.measures')) {
    const rows = frames[box.dataset.figure].rows;
    all('tbody tr', box).forEach((row, at) => all('td', row).forEach((cell, column) => {
      if (column >= 2) cell.dataset.v = rows[at][column + 1] === null ? '-' : String(rows[at][column + 1]);
    }));
  }
  const exact = (cell) => (cell && cell.dataset.v !== undefined && cell.dataset.v !== '-' ? Number(cell.dataset.v) : null);

  // Sorting: a click on a header puts the rows in order, another turns them around; rows without a value stay last.
  const key = (row, at) => {
    const cell = row.cells[at];
    if (cell.dataset.now !== undefined) return cell.dataset.now === '-' ? null : Number(cell.dataset.now);
    if (cell.dataset.v !== undefined) return exact(cell);
    return cell.textContent.trim() || null;
  };
  const sort = (header, up) => {
    const table = header.closest('table');
    const at = header.cellIndex;
    for (const other of table.tHead.rows[0].cells) other.setAttribute('aria-sort', 'none');
    header.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    const body = table.tBodies[0];
    const rows = Array.from(body.rows).map((row) => [key(row, at), row]);
    rows.sort(([a], [b]) => {
      if (a === null || b === null) return (a === null) - (b === null);
      const order = typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), header.closest('.language').lang);
      return up ? order : -order;
    });
    for (const [, row] of rows) body.append(row);
  };
  for (const button of all('.sort')) {
    button.addEventListener('click', () => {
      const header = button.closest('th');
      const before = header.getAttribute('aria-sort');
      sort(header, before === 'none' ? !header.classList.contains('number') : before === 'descending');
    });
  }

  // Filters: rows that hold the text, whatever its case and accents.
  const plain = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
  const filter = (input) => {
    const wanted = plain(input.value.trim());
    for (const row of input.closest('.compare').querySelector('table').tBodies[0].rows) {
      row.hidden = !plain(row.textContent).includes(wanted);
    }
    caption(input.closest('.compare'));
  };
  for (const input of all('.filter')) input.addEventListener('input', () => filter(input));

  // What the numbers of a comparison are: on paper there are no controls that say it.
  function caption(box) {
    const line = box.querySelector('.caption');
    if (!line) return;
    const rows = Array.from(box.querySelector('table').tBodies[0].rows);
    const visible = rows.filter((row) => !row.hidden).length;
    const reference = box.querySelector('.reference').selectedOptions[0];
    const what = line.dataset[box.querySelector('.mode').value].replace('{}', () => (reference ? reference.textContent : ''));
    const some = visible < rows.length ? ' ' + line.dataset.rows.replace('{}', visible).replace('{}', rows.length) + '.' : '';
    line.textContent = what + '.' + some;
  }

  // The comparison against another scenario.
  const compare = (box) => {
    const table = box.querySelector('table');
    const reference = box.querySelector('.reference').value;
    const mode = box.querySelector('.mode').value;
    const marks = box.closest('.language').dataset.marks;
    const rows = Array.from(table.tBodies[0].rows);
    const against = rows.find((row) => row.dataset.name === reference);
    for (const row of rows) row.classList.toggle('reference', row === against);
    Array.from(table.tHead.rows[0].cells).forEach((header, at) => {
      if (!header.classList.contains('number')) return;
      const unit = header.querySelector('.unit');
      if (unit) {
        unit.dataset.own = unit.dataset.own || unit.textContent;
        unit.textContent = mode === 'percent' && header.dataset.change !== 'no' ? '%' : unit.dataset.own;
      }
      const isLevel = mode === 'level' || header.dataset.change === 'no';
      const base = exact(against.cells[at]);
      const now = rows.map((row) => {
        const value = exact(row.cells[at]);
        if (value === null || isLevel || row === against) return value;
        if (base === null || (mode === 'percent' && base === 0)) return null;
        return mode === 'percent' ? (100 * (value - base)) / Math.abs(base) : value - base;
      });
      const given = (numbers) => numbers.filter((number) => number !== null);
      const levels = formatOf(given(rows.map((row) => exact(row.cells[at]))), header.dataset.unit);
      // The change of the reference against itself, nothing, counts too, as where the page was written.
      const changes = isLevel ? levels : formatOf(given(now.filter((_, row) => rows[row] !== against)).concat(base === null ? [] : [0]), mode === 'percent' ? 'percent' : header.dataset.unit);
      rows.forEach((row, index) => {
        const number = now[index];
        const cell = row.cells[at];
        const asLevel = isLevel || row === against;
        // The reference shows its level, but for order and copies it is a change like the others: none.
        const order = !isLevel && row === against && number !== null ? 0 : number;
        cell.dataset.now = order === null ? '-' : String(order);
        const text = number === null ? '·' : written(number, asLevel ? levels : changes, marks);
        cell.textContent = !asLevel && number > 0 ? '+' + text + (mode === 'percent' ? ' %' : '') : text + (!asLevel && number !== null && mode === 'percent' ? ' %' : '');
      });
    });
    const sorted = table.querySelector('th[aria-sort=ascending], th[aria-sort=descending]');
    if (sorted) sort(sorted, sorted.getAttribute('aria-sort') === 'ascending');
    caption(box);
  };
  for (const box of all('div.compare')) {
    for (const select of all('select', box)) select.addEventListener('change', () => compare(box));
    compare(box);
  }

  // Taking away.
  const quoted = (cell) => {
    const text = cell === null || cell === undefined ? '' : String(cell);
    return /[",\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  };
  const csv = (rows) => rows.map((row) => row.map(quoted).join(',')).join('\n') + '\n';
  const save = (name, type, text) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const copied = (box) => {
    const table = box.querySelector('table');
    // What is copied says by itself what it is: a level or a change, against which scenario, in which unit.
    const [reference, mode] = ['.reference', '.mode'].map((which) => box.querySelector(which).value);
    const heads = Array.from(table.tHead.rows[0].cells).map((header) => {
      if (!header.classList.contains('number')) return header.dataset.id;
      const isChange = mode !== 'level' && header.dataset.change !== 'no';
      const what = isChange ? '_' + mode + '_against_' + reference : '';
      const unit = (header.querySelector('.unit') || { textContent: '' }).textContent;
      return header.dataset.id + what + (unit ? ' [' + unit + ']' : '');
    });
    const rows = Array.from(table.tBodies[0].rows).filter((row) => !row.hidden).map((row) =>
      Array.from(row.cells).map((cell, at) => {
        if (at === 0) return row.dataset.name;
        if (cell.dataset.now !== undefined) return cell.dataset.now === '-' ? '' : cell.dataset.now;
        return cell.textContent;
      }));
    return csv([heads, ...rows]);
  };
  for (const button of all('.copy')) {
    button.addEventListener('click', () => {
      const box = button.closest('.compare');
      const say = (text) => { box.querySelector('.status').textContent = text; };
      const text = copied(box);
      const old = () => {
        const area = document.createElement('textarea');
        area.value = text;
        document.body.append(area);
        area.select();
        const done = document.execCommand('copy');
        area.remove();
        say(done ? button.dataset.done : button.dataset.failed);
      };
      if (!navigator.clipboard) return old();
      return navigator.clipboard.writeText(text).then(() => say(button.dataset.done), old);
    });
  }
  for (const button of all('.data')) {
    button.addEventListener('click', () => {
      const id = button.closest('[data-figure]').dataset.figure;
      save(id + '.csv', 'text/csv', csv([frames[id].columns, ...frames[id].rows]));
    });
  }
  const looks = () => {
    const css = document.querySelector('style').textContent;
    return css.slice(css.indexOf('.eslabon-chart{'));
  };
  const standing = (svg) => {
    const copy = svg.cloneNode(true);
    const name = 'http' + '://www.w3.org/2000/svg';
    const [, , width, height] = svg.dataset.full.split(' ');
    copy.setAttribute('viewBox', svg.dataset.full);
    copy.setAttribute('width', width);
    copy.setAttribute('height', height);
    const paper = document.createElementNS(name, 'rect');
    paper.setAttribute('width', width);
    paper.setAttribute('height', height);
    paper.setAttribute('class', 'paper');
    copy.prepend(paper);
    const style = document.createElementNS(name, 'style');
    style.textContent = looks();
    copy.prepend(style);
    return new XMLSerializer().serializeToString(copy);
  };
  for (const button of all('.drawing')) {
    button.addEventListener('click', () => {
      const panel = button.closest('.panel');
      for (const figure of all('figure', panel).filter((one) => !one.hidden)) {
        const name = figure.dataset.variant === 'all' ? '' : '-' + figure.dataset.variant;
        save(panel.dataset.file + name + '.svg', 'image/svg+xml', standing(figure.querySelector('svg')));
      }
    });
  }

  // Choices of charts.
  for (const select of all('.choice')) {
    select.addEventListener('change', () => {
      for (const figure of all('figure:not(.still)', select.closest('.panel'))) figure.hidden = figure.dataset.variant !== select.value;
    });
  }

  // Marks of a drawing, which say what they stand for: the first is a stop of the tabulator key.
  for (const svg of all('svg.eslabon-chart')) {
    svg.setAttribute('aria-label', all('.title', svg).map((line) => line.textContent).join(' '));
    const region = svg.closest('.scroll');
    region.setAttribute('role', 'region');
    region.setAttribute('tabindex', '0');
    region.setAttribute('aria-label', svg.closest('.panel').querySelector('h3').textContent);
    all('g[aria-label]', svg).forEach((mark, at) => {
      mark.classList.add('mark');
      mark.setAttribute('role', 'img');
      mark.setAttribute('tabindex', at === 0 ? '0' : '-1');
    });
  }

  // Tooltips: what is said of a mark, where the pointer or the keyboard is. Arrows go from mark to mark, and within a row of cells
  // from cell to cell.
  const tip = document.createElement('div');
  tip.id = 'tip';
  tip.setAttribute('role', 'tooltip');
  tip.setAttribute('aria-live', 'polite');
  tip.hidden = true;
  document.body.append(tip);
  function hide() { tip.hidden = true; }
  const show = (text, x, y) => {
    tip.textContent = text;
    tip.hidden = false;
    const { width, height } = tip.getBoundingClientRect();
    const room = document.documentElement;
    const left = Math.max(4, Math.min(x + 14, room.clientWidth - width - 4));
    const top = y + 18 + height > room.clientHeight ? y - height - 10 : y + 18;
    // Set by the script, property by property, which the policy of the page allows.
    tip.style.setProperty('left', left + 'px');
    tip.style.setProperty('top', Math.max(4, top) + 'px');
  };
  // Of a square of cells the column where the keyboard is; before the first column is the row as a whole.
  const columns = new WeakMap();
  const columnOf = (svg) => (columns.has(svg) ? columns.get(svg) : -1);
  const besideCell = (svg, row, column) => {
    const [left, top, size] = svg.dataset.grid.split(' ').map(Number);
    const point = new DOMPoint(left + size * (column + 0.5), top + size * (row + 0.5)).matrixTransform(svg.getScreenCTM());
    show(cellText(svg, row, column), point.x, point.y);
  };
  const beside = (mark) => {
    const svg = mark.closest('svg');
    if (columnOf(svg) >= 0) return besideCell(svg, all('.mark', svg).indexOf(mark), columnOf(svg));
    const place = mark.getBoundingClientRect();
    show(mark.getAttribute('aria-label'), place.left + Math.min(place.width, 160) / 2, place.top + place.height / 2);
  };
  const cellOf = (svg, event) => {
    const [left, top, size, columns, rows] = svg.dataset.grid.split(' ').map(Number);
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const [row, column] = [Math.floor((point.y - top) / size), Math.floor((point.x - left) / size)];
    return row < 0 || column < 0 || row >= rows || column >= columns ? null : cellText(svg, row, column);
  };
  function cellText(svg, row, column) {
    const frame = frames[svg.closest('[data-figure]').dataset.figure];
    const marks = svg.closest('.language').dataset.marks;
    const value = frame.rows[row][column + 1];
    const text = value === null ? '·' : written(value, formatOf([value, 0.1], 'number'), marks);
    return frame.rows[row][0] + ' → ' + frame.columns[column + 1].replace(/^to_/, '') + ': ' + text;
  }
  document.addEventListener('pointermove', (event) => {
    const svg = event.target.closest && event.target.closest('svg[data-grid]');
    const cell = svg && cellOf(svg, event);
    const mark = event.target.closest && event.target.closest('.mark');
    if (cell) show(cell, event.clientX, event.clientY);
    else if (mark) show(mark.getAttribute('aria-label'), event.clientX, event.clientY);
    else if (!document.activeElement.closest || !document.activeElement.closest('.mark')) hide();
  });
  document.addEventListener('focusin', (event) => {
    const mark = event.target.closest('.mark');
    return mark ? beside(mark) : hide();
  });
  document.addEventListener('focusout', (event) => {
    const svg = event.target.closest('svg');
    if (svg && !svg.contains(event.relatedTarget)) columns.delete(svg);
    hide();
  });
  // What is told belongs to its mark, and goes where that goes.
  document.addEventListener('scroll', () => {
    const mark = document.activeElement && document.activeElement.closest('.mark');
    if (mark) beside(mark); else hide();
  }, { capture: true, passive: true });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
    const mark = event.target.closest && event.target.closest('.mark');
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!mark || !step) return undefined;
    const svg = mark.closest('svg');
    const marks = all('.mark', svg);
    if (svg.dataset.grid && /Left|Right/.test(event.key)) {
      const last = Number(svg.dataset.grid.split(' ')[3]) - 1;
      columns.set(svg, Math.max(-1, Math.min(last, columnOf(svg) + step)));
      event.preventDefault();
      return beside(mark);
    }
    const next = marks[marks.indexOf(mark) + step];
    if (!next) return undefined;
    event.preventDefault();
    mark.setAttribute('tabindex', '-1');
    next.setAttribute('tabindex', '0');
    return next.focus();
  });
})();
