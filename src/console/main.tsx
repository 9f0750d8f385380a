import 'antd/dist/reset.css';
import './base.css';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { startLocale } from './lib/i18n.ts';

dayjs.locale('zh-cn');

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

await startLocale();
createRoot(root).render(<App />);
