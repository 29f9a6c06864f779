package vj.workers.playback.spotify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class PkceTest {

  @Test
  void isTheExampleOfRfc7636AppendixB() {
    Pkce pkce = Pkce.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

    assertEquals("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", pkce.challenge());
  }

  @Test
  void aVerifierIsLongAndOfTheLettersThatAreAllowed() {
    SecureRandom random = new SecureRandom();
    Pkce one = Pkce.fresh(random);
    Pkce other = Pkce.fresh(random);

    assertTrue(one.verifier().matches("[A-Za-z0-9._~-]{64,128}"), one.verifier());
    assertFalse(one.verifier().equals(other.verifier()));
    assertFalse(one.toString().contains(one.verifier()));
  }
}
