import type { SenderName } from '../operation';
import { updateCollections, updateFields } from './dataModel';
import { sendDeleteExtension } from './deleteExtension';
import { sendDeploy } from './deploy';
import { downloadAsset, downloadFiles, downloadFolder } from './download';
import { exportItems } from './exportItems';
import { exportToFile } from './exportToFile';
import { createFiles, importFile, updateFile } from './files';
import { importItems } from './importItems';
import { inviteUser } from './inviteUser';
import { sendAggregate } from './list';
import { createMultiple, deleteByQuery, deleteMultiple, updateByQuery, updateMultiple } from './many';
import { sendMarketplaceSearch } from './marketplace';
import { rawRequest } from './rawRequest';
import { saveVersion } from './checkedBody';
import { sendResolveLicense } from './resolveLicense';
import type { Sender } from './sending';
import { getSingleton, updateSingleton } from './singleton';
import { sortItem } from './sortItem';
import { startSignIn } from './startSignIn';
import { triggerFlow } from './triggerFlow';
import { sendUpdateProjects } from './updateProjects';
import { uploadChunked } from './uploadChunked';
import { upsert } from './upsert';

/** What the names that rows give to their ways of sending stand for. */
export const SENDERS: Readonly<Record<SenderName, Sender>> = {
  aggregate: sendAggregate,
  createFiles,
  createMultiple,
  deleteByQuery,
  deleteExtension: sendDeleteExtension,
  deleteMultiple,
  deploy: sendDeploy,
  downloadAsset,
  downloadFiles,
  downloadFolder,
  exportItems,
  exportToFile,
  getSingleton,
  importFile,
  importItems,
  inviteUser,
  rawRequest,
  resolveLicense: sendResolveLicense,
  saveVersion,
  searchMarketplace: sendMarketplaceSearch,
  sortItem,
  startSignIn,
  triggerFlow,
  updateByQuery,
  updateCollections,
  updateFields,
  updateFile,
  updateMultiple,
  updateProjects: sendUpdateProjects,
  updateSingleton,
  uploadChunked,
  upsert,
};
