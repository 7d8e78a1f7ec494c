// @ts-check
// The file of Word with what was filled in. The site's file has its parts without compression, and each blank of the text
// is the whole text of one run, in the order of the page. Content for some countries is enclosed in a bookmark, numbered
// in that order too. Loaded when the reader downloads the file.
import { isElsewhere, queryAll } from './interactions/dom.js';

const PART = 'word/document.xml';
const RUN = /(<w:t xml:space="preserve">)\[[^\]<]*\](?=<\/w:t>)/g;

const FIGURE = /(<w:r><w:t>)\d+(?=\.<\/w:t><w:tab\/>)/g;
const MARK = /<w:bookmark(Start|End) w:id="(\d+)"[^>]*>/g;
const NAMES = /<w:r><w:rPr><w:rStyle w:val="Country"\/>.*?<\/w:r>/g;

/** @param {string} text */
const escaped = text => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** @param {HTMLElement} blank */
const textOf = blank => escaped(`${blank.textContent}`);

/**
 * `xml` with the texts of blanks, in their order.
 * @param {string} xml
 * @param {HTMLElement[]} blanks
 */
const fillRuns = (xml, blanks) => {
  let number = 0;
  return xml.replace(RUN, (run, start) => (number < blanks.length ? start + textOf(blanks[number++]) : run));
};

/**
 * `xml` without the lines that the page hides, with the figures of the items that are left.
 * @param {string} xml
 * @param {HTMLElement} letter
 */
const withoutHiddenLines = (xml, letter) => {
  const lines = queryAll('[data-country]', letter);
  if (!lines.length) return xml;
  const items = queryAll('ol:not(.tasks) > li', letter);
  /** @param {HTMLElement} item */
  const figureOf = item => {
    const list = /** @type {HTMLOListElement} */ (item.parentElement);
    const shown = [...list.children].filter(sibling => !isElsewhere(sibling));
    return list.start + shown.indexOf(item);
  };
  let number = 0;
  const numbered = xml.replace(FIGURE, (figure, start) => start + figureOf(items[number++]));
  let [kept, at, hidden] = ['', 0, ''];
  for (const { 0: mark, 1: side, 2: id, index } of numbered.matchAll(MARK)) {
    if (side === 'Start' && !hidden && lines[Number(id)].hidden) {
      kept += numbered.slice(at, index);
      hidden = id;
    } else if (side === 'End' && hidden === id) {
      at = index + mark.length;
      hidden = '';
    }
  }
  kept += numbered.slice(at);
  return letter.querySelector('.country[hidden]') ? kept.replace(NAMES, '') : kept;
};

/**
 * The main part of the file with the texts of the page.
 * @param {string} whole
 * @param {HTMLElement} letter
 * @param {import('./fillable/tables.js').GrowingTable[]} all
 */
const fillPart = (whole, letter, all) => {
  const xml = withoutHiddenLines(whole, letter);
  const tables = all.filter(({ own }) => !isElsewhere(own));
  /** @param {HTMLElement} blank */
  const isAdded = blank => tables.some(({ rows }) => rows.some(row => row.contains(blank)));
  const blanks = queryAll('.blank', letter).filter(blank => !isElsewhere(blank) && !isAdded(blank));
  const runs = [...xml.matchAll(RUN)];
  let [filled, at, number] = ['', 0, 0];
  for (const { own, rows } of tables) {
    const ownBlanks = queryAll('.blank', own);
    const first = blanks.indexOf(ownBlanks[0]);
    const run = /** @type {number} */ (runs[first].index);
    const [start, end] = [xml.lastIndexOf('<w:tr>', run), xml.indexOf('</w:tr>', run) + '</w:tr>'.length];
    const row = xml.slice(start, end);
    filled += fillRuns(xml.slice(at, start), blanks.slice(number, first)) + fillRuns(row, ownBlanks);
    for (const added of rows) filled += fillRuns(row, queryAll('.blank', added));
    [at, number] = [end, first + ownBlanks.length];
  }
  return filled + fillRuns(xml.slice(at), blanks.slice(number));
};

/** @param {Uint8Array} bytes */
const checksum = bytes => {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 8; bit--;) crc = (crc >>> 1) ^ (crc & 1 && 0xedb88320);
  }
  return ~crc >>> 0;
};

/**
 * The site's file with the texts of the page.
 * @param {ArrayBuffer} file
 * @param {HTMLElement} letter
 * @param {import('./fillable/tables.js').GrowingTable[]} tables
 */
export default function fillFile(file, letter, tables) {
  const [bytes, view] = [new Uint8Array(file), new DataView(file)];
  // The record at the end of the file, which has no comment.
  const end = bytes.length - 22;
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const [contents, directory] = [[], []].map(() => /** @type {Uint8Array<ArrayBuffer>[]} */ ([]));
  let offset = 0;
  let at = view.getUint32(end + 16, true);
  for (let count = view.getUint16(end + 10, true); count--;) {
    const length = view.getUint16(at + 28, true);
    const header = view.getUint32(at + 42, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length));
    const start = header + 30 + length;
    const record = bytes.slice(at, at + 46 + length);
    const head = bytes.slice(header, start);
    let content = bytes.slice(start, start + view.getUint32(at + 20, true));
    if (name === PART) {
      content = new TextEncoder().encode(fillPart(new TextDecoder().decode(content), letter, tables));
      for (const [part, place] of /** @type {[Uint8Array<ArrayBuffer>, number][]} */ ([
        [record, 16],
        [head, 14],
      ])) {
        const fields = new DataView(part.buffer);
        fields.setUint32(place, checksum(content), true);
        fields.setUint32(place + 4, content.length, true);
        fields.setUint32(place + 8, content.length, true);
      }
    }
    new DataView(record.buffer).setUint32(42, offset, true);
    contents.push(head, content);
    directory.push(record);
    offset += head.length + content.length;
    at += 46 + length;
  }
  const last = bytes.slice(end);
  new DataView(last.buffer).setUint32(16, offset, true);
  return new Blob([...contents, ...directory, last]);
}
