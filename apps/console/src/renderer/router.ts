import { createRouter, createWebHashHistory, type Router, type RouteRecordRaw } from 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** Shown without the frame, before any merchant is there. */
    bare?: true
  }
}

export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('./pages/HomePage.vue') },
  { path: '/welcome', name: 'welcome', component: () => import('./pages/OnboardingPage.vue'), meta: { bare: true } },
  { path: '/cards/:id(\\d+)?', name: 'cards', component: () => import('./pages/CardsPage.vue') },
  { path: '/users/:uid([A-Za-z0-9_-]+)?', name: 'users', component: () => import('./pages/UsersPage.vue') },
  {
    path: '/money/:part(transactions|outcomes|journal|reconcile|deposits|account)?/:id([0-9a-z-]+)?',
    name: 'money',
    component: () => import('./pages/MoneyPage.vue'),
  },
  { path: '/insight/:part(spending|statement)?', name: 'insight', component: () => import('./pages/InsightPage.vue') },
  { path: '/notifies/:at(\\d+|refused)?', name: 'notifies', component: () => import('./pages/NotifiesPage.vue') },
  { path: '/bulk/:run(\\d+|new)?', name: 'bulk', component: () => import('./pages/BulkPage.vue') },
  {
    path: '/api/:tab(requests|explorer)?/:key([A-Za-z.]+)?',
    name: 'api',
    component: () => import('./pages/ApiPage.vue'),
  },
  { path: '/settings', name: 'settings', component: () => import('./pages/SettingsPage.vue') },
  { path: '/settings/profiles/:id([0-9a-f-]+)', name: 'profile', component: () => import('./pages/ProfilePage.vue') },
  { path: '/settings/audit', name: 'audit', component: () => import('./pages/AuditPage.vue') },
  { path: '/settings/data', name: 'data', component: () => import('./pages/DataPage.vue') },
  { path: '/:rest(.*)*', redirect: { name: 'home' } },
]

/** Addresses live after the hash: they work at any origin and path without a server's help. */
export const createConsoleRouter = (): Router => createRouter({ history: createWebHashHistory(), routes })
