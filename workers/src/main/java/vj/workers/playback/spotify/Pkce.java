package vj.workers.playback.spotify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// Proof that who redeems a login's code is who asked for it (RFC 7636, S256).
///
/// @param verifier the secret, shown only with the code
/// @param challenge its hash, shown when the login begins
record Pkce(String verifier, String challenge) {

  /// 64 characters in base64url; RFC 7636 wants 43 to 128.
  private static final int SECRET_BYTES = 48;

  static Pkce fresh(SecureRandom random) {
    return of(secret(random));
  }

  static Pkce of(String verifier) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return new Pkce(
          verifier, base64(sha256.digest(verifier.getBytes(StandardCharsets.US_ASCII))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// Nobody guesses it.
  static String secret(SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return base64(bytes);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "Pkce[" + challenge + "]";
  }
}
