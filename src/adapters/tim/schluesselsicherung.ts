import type { MatrixClient } from "matrix-js-sdk";
import type { TimKonfiguration } from "./konfiguration.js";

/**
 * Cross-signing, secret storage and key backup, made once or taken up from the homeserver: the second line behind the stored state,
 * from which a lost device reads the old messages again.
 */
export async function richteSchluesselEin(client: MatrixClient, konfig: TimKonfiguration): Promise<void> {
  const krypto = client.getCrypto();
  if (krypto === undefined) throw new Error("the SDK has no crypto");
  // A new device of an account with keys: its public identity must be known before the private keys can be taken up from 4S.
  await krypto.userHasCrossSigningKeys(konfig.mxid, true);
  await krypto.bootstrapCrossSigning({
    authUploadDeviceSigningKeys: async (anfrage) => {
      await anfrage({
        type: "m.login.password",
        identifier: { type: "m.id.user", user: konfig.mxid },
        password: konfig.passwort,
      });
    },
  });
  const neu = (await krypto.getActiveSessionBackupVersion()) === null && (await krypto.getKeyBackupInfo()) === null;
  await krypto.bootstrapSecretStorage({
    createSecretStorageKey: async () => ({
      privateKey: new Uint8Array(Buffer.from(konfig.wiederherstellung, "base64")),
    }),
    setupNewKeyBackup: neu,
  });
  if (!neu) await krypto.loadSessionBackupPrivateKeyFromSecretStorage();
  // Awaited here: stopClient() in the middle of it would end in an error nobody catches (libraries.md section 9).
  await krypto.checkKeyBackupAndEnable();
}
