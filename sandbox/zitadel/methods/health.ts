import type { MethodRow, PublicMethodRow } from '../dispatcher';

const languages = 'ar bg cs de en es fr hu id it ja ko mk nl pl pt ro ru sv tr uk zh'.split(' ');

export const health: Record<string, MethodRow | PublicMethodRow> = {
  'zitadel.auth.v1.AuthService/Healthz': { public: true, handle: () => ({}) },
  'zitadel.management.v1.ManagementService/Healthz': { public: true, handle: () => ({}) },
  'zitadel.admin.v1.AdminService/Healthz': { public: true, handle: () => ({}) },
  'zitadel.auth.v1.AuthService/GetSupportedLanguages': { handle: () => ({ languages }) },
  'zitadel.admin.v1.AdminService/GetSupportedLanguages': { handle: () => ({ languages }) },
};
