import { createServer } from 'node:http'; import { readFileSync, readdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
const root = process.env.SITU_SITE; const types={css:'text/css',js:'text/javascript',html:'text/html',svg:'image/svg+xml',json:'application/json'};
const server = createServer((q,r)=>{ let p=new URL(q.url,'http://x').pathname; if(p.endsWith('/'))p+='index.html'; try{const b=readFileSync(root+p); r.setHeader('content-type',(types[p.split('.').pop()]||'application/octet-stream')+';charset=utf-8'); r.end(b);}catch{r.statusCode=404;r.end();}}).listen(0);
const base='http://127.0.0.1:'+server.address().port;
const browser = await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu','--disable-background-networking']});
const page = await (await browser.newContext({viewport:{width:390,height:844},javaScriptEnabled:false,hasTouch:true,isMobile:true,deviceScaleFactor:2})).newPage();
for (const l of ['ru']) for (const s of readdirSync(`${root}/${l}/situations`)) { if (s.includes('.')) continue;
  await page.goto(`${base}/${l}/situations/${s}/`);
  const top = await page.evaluate(()=>{const b=document.querySelector('main input[type=checkbox]');return b.getBoundingClientRect().top+scrollY});
  const urgent = await page.locator('.urgent').count(); const limit=urgent?844:480;
  console.log(`${s}: ${Math.round(top)} of ${limit-4}`);
}
await browser.close(); server.close();
