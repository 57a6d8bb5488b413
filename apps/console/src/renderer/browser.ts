import { connectBrowserBridge } from '../preload/browser-bridge.ts'
import { mountConsole } from './main.ts'

mountConsole(await connectBrowserBridge())
