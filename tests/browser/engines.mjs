// Firefox and WebKit, each behind the same few actions. `start` launches one and resolves to an `Engine`.
//
// Firefox is driven over WebDriver BiDi, WebKit by the driver of WebKitGTK, which is the engine of Safari. A `selector`
// of an action names the first element that matches; the action scrolls to it and behaves as a reader's hand would.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import puppeteer from 'puppeteer-core';
import { Builder, By, Capabilities, Key } from 'selenium-webdriver';
import { until } from './site.mjs';

/** Debian's name, or that of other distributions. */
const FIREFOX = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(file => existsSync(file)) ?? '/usr/bin/firefox-esr';
const WEBKIT_DRIVER = '/usr/bin/WebKitWebDriver';
const MINI_BROWSER = `/usr/lib/${{ x64: 'x86_64', arm64: 'aarch64' }[process.arch]}-linux-gnu/webkit2gtk-4.1/MiniBrowser`;
const XVFB = '/usr/bin/Xvfb';
const HEIGHT = 860;

/**
 * @typedef {{
 *   name: string,
 *   faults: string[], // errors in the console, if the engine can tell
 *   resize(width: number): Promise<void>,
 *   open(url: string): Promise<void>,
 *   evaluate(look: Function, ...values: any[]): Promise<any>,
 *   click(selector: string): Promise<void>,
 *   type(selector: string, text: string): Promise<void>,
 *   paste(selector: string): Promise<void>,
 *   reload(): Promise<void>,
 *   screenshot(file: string): Promise<void>,
 *   until(look: Function, message: string, ...values: any[]): Promise<void>,
 *   close(): Promise<void>,
 * }} Engine
 *
 * @typedef {{ dark?: boolean, scripts?: boolean }} Options the colour scheme of the operating system; whether pages may
 *   run scripts
 */

/** Engines by name, as `start` knows them. */
const ENGINES = { Firefox: startFirefox, WebKit: startWebKit };
export const NAMES = Object.keys(ENGINES);

/**
 * Launches an engine. Fails if it is not installed.
 * @param {string} name
 * @param {Options} options
 * @returns {Promise<Engine>}
 */
export async function start(name, { dark = false, scripts = true } = {}) {
  const engine = await ENGINES[name]({ dark, scripts });
  /** Waits until `look`, which runs in the page, returns a truthy value. */
  const untilTrue = (look, message, ...values) => until(() => engine.evaluate(look, ...values), `${name}: ${message}`);
  return { name, ...engine, until: untilTrue };
}

const assertInstalled = (...files) => {
  for (const file of files) assert.ok(existsSync(file), `${file} is missing: tests/setup-debian installs it`);
};

async function startFirefox({ dark, scripts }) {
  assertInstalled(FIREFOX);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    extraPrefsFirefox: {
      'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
      'javascript.enabled': scripts,
      // As on a phone, a scroll bar takes no room.
      'ui.useOverlayScrollbars': 1,
    },
  });
  const page = await browser.newPage();
  const faults = [];
  page.on('console', message => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', error => {
    // The service worker was fetching for a page that has been left.
    if (!error.message.includes('load ‘’')) faults.push(`${error}`);
  });
  page.on('requestfailed', request => {
    const { errorText } = request.failure() ?? {};
    // Leaving a page aborts its pending requests.
    if (!/ABORT/.test(errorText)) faults.push(`${request.url()} failed: ${errorText}`);
  });
  return {
    faults,
    resize: width => page.setViewport({ width, height: HEIGHT }),
    open: url => page.goto(url),
    evaluate: (look, ...values) => page.evaluate(look, ...values),
    click: selector => page.click(selector),
    type: (selector, text) => page.type(selector, text),
    paste: async selector => {
      await page.click(selector);
      await page.keyboard.down('Control');
      await page.keyboard.press('v');
      await page.keyboard.up('Control');
    },
    reload: () => page.reload(),
    screenshot: file => page.screenshot({ path: file }),
    close: () => browser.close(),
  };
}

async function startWebKit({ dark, scripts }) {
  assertInstalled(WEBKIT_DRIVER, MINI_BROWSER, XVFB);
  const folder = mkdtempSync(path.join(tmpdir(), 'situ-webkit-'));
  mkdirSync(path.join(folder, 'gtk-3.0'));
  // The window of a phone is narrower than the toolbar of the browser.
  const toolbar = '* { margin: 0; border: 0; padding: 0; min-width: 0; font-size: 1px; -gtk-icon-source: none }';
  writeFileSync(path.join(folder, 'gtk-3.0/gtk.css'), toolbar);

  const screen = spawn(XVFB, ['-displayfd', '3', '-screen', '0', '1700x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await new Promise(done => screen.stdio[3].once('data', number => done(`:${`${number}`.trim()}`)));
  const port = await freePort();
  const service = spawn(WEBKIT_DRIVER, [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: display,
      XDG_CONFIG_HOME: folder,
      GTK_THEME: dark ? 'Adwaita:dark' : 'Adwaita',
      // There is no graphics card, and the superuser has no sandbox.
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    },
  });
  const stop = () => {
    service.kill();
    screen.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', stop);
  const server = `http://127.0.0.1:${port}`;
  const answers = () => fetch(`${server}/status`).catch(() => false);
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': {
      binary: MINI_BROWSER,
      args: ['--automation', ...(scripts ? [] : ['--enable-javascript-markup=false'])],
    },
  });
  let driver;
  try {
    await until(answers, 'WebKitWebDriver does not answer');
    driver = await new Builder().usingServer(server).withCapabilities(capabilities).build();
  } catch (error) {
    stop();
    throw error;
  }
  const first = selector => driver.findElement(By.css(selector));
  return {
    // The engine does not tell: the tests serve a script that collects them.
    faults: [],
    resize: width => driver.manage().window().setRect({ x: 0, y: 0, width, height: HEIGHT }),
    open: url => driver.get(url),
    evaluate: (look, ...values) => driver.executeScript(look, ...values),
    click: async selector => (await first(selector)).click(),
    type: async (selector, text) => (await first(selector)).sendKeys(text),
    paste: async selector => (await first(selector)).sendKeys(Key.chord(Key.CONTROL, 'v')),
    reload: () => driver.navigate().refresh(),
    screenshot: async file => writeFileSync(file, await driver.takeScreenshot(), 'base64'),
    close: async () => {
      await driver.quit();
      stop();
    },
  };
}

/** A port of the loopback address that nobody uses. */
const freePort = () =>
  new Promise(done => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
