import type { Configuration } from 'electron-builder'

/** Every fuse is set by hand, so that a new one cannot be left at its default unseen. */
const electronFuses: Configuration['electronFuses'] = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
  resetAdHocDarwinSignature: false,
}

/**
 * How the desktop application is packed for Windows, macOS and Linux. Build each on its own system: the integrity
 * hash of Windows does not survive a build on another one. Nothing is published and nothing updates itself.
 */
const configuration: Configuration = {
  appId: 'pay.asinx.console',
  productName: 'ASINX PAY Console',
  directories: { output: 'dist' },
  // Our own packages are bundled into `out`; only what loads natively or from npm goes along.
  files: ['out/**', 'package.json', '!node_modules/@asinx-pay/**', '!**/*.map', '!**/*.{ts,md}', '!**/test/**'],
  asar: true,
  asarUnpack: ['**/*.node'],
  npmRebuild: false,
  electronLanguages: ['en-US', 'zh-CN'],
  electronFuses,
  publish: null,
  artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
  win: { target: [{ target: 'nsis', arch: ['x64', 'arm64'] }] },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false,
  },
  mac: {
    target: [{ target: 'dmg', arch: ['x64', 'arm64'] }],
    category: 'public.app-category.finance',
    hardenedRuntime: true,
    gatekeeperAssess: false,
  },
  linux: { target: ['AppImage', 'deb'], category: 'Office', executableName: 'asinx-pay-console' },
  deb: { depends: ['libsecret-1-0'] },
}

export default configuration
