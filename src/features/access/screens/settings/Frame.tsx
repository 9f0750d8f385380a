/** The settings of this room stand in the console's frame and bring their own looks. */
import './settings.css';

export { SettingsPage } from '../../../../console/shell/SettingsPage.tsx';
