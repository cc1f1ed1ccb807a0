// node peer.mjs LIBRARY FOLDER: fills FOLDER/template.docx with FOLDER/data.json as often as it can for some seconds, and says how often on standard output.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [name, folder] = process.argv.slice(2);
const template = readFileSync(join(folder, 'template.docx'));
const data = JSON.parse(readFileSync(join(folder, 'data.json'), 'utf8'));
const photos = Object.fromEntries(Array.from({ length: 12 }, (_, i) => `p${String(i).padStart(2, '0')}`).map(p => [p, readFileSync(join(folder, `${p}.jpg`))]));

const libraries = {
  async docxtemplater() {
    const { default: Docxtemplater } = await import('docxtemplater');
    const { default: PizZip } = await import('pizzip');
    const { default: ImageModule } = await import('docxtemplater-image-module-free');
    const values = { ...data, ...Object.fromEntries(Object.keys(photos).map(p => [p, p])) };
    return () => {
      const images = new ImageModule({ centered: false, getImage: p => photos[p], getSize: () => [400, 300] });
      const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true, modules: [images] });
      document.render(values);
      return document.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE' });
    };
  },
  async 'easy-template-x'() {
    const { TemplateHandler, MimeType } = await import('easy-template-x');
    const values = { ...data, ...Object.fromEntries(Object.entries(photos).map(([p, source]) => [p, { _type: 'image', source, format: MimeType.Jpeg, width: 400, height: 300 }])) };
    return () => new TemplateHandler().process(template, values);
  },
  async 'docx-templates'() {
    const { createReport } = await import('docx-templates');
    return () => createReport({ template, data, cmdDelimiter: '+++', noSandbox: true, additionalJsContext: { photo: p => ({ width: 10, height: 7.5, data: photos[p], extension: '.jpg' }) } });
  },
  async carbone() {
    const { default: carbone } = await import('carbone');
    const path = join(folder, 'template.docx');
    return () => new Promise((done, failed) => carbone.render(path, data, (error, bytes) => (error ? failed(error) : done(bytes))));
  },
};

const render = await libraries[name]();
const begin = performance.now();
const bytes = (await render()).length;
const first = performance.now() - begin;
await render();

let count = 0;
const start = performance.now();
do {
  await render();
  count++;
} while (performance.now() - start < 8000 || count < 3);

const perSecond = count / (performance.now() - start) * 1000;
process.stdout.write(JSON.stringify({ perSecond, first, bytes, peak: process.resourceUsage().maxRSS * 1024 }));
process.exit(0);
