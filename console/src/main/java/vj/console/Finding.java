package vj.console;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What one check of `vj doctor` found.
///
/// @param subject what was looked at
/// @param found what is the case, and what that means
/// @param cure what to type; empty where nothing is wrong
record Finding(Verdict verdict, String subject, String found, String cure) {

  /// A failure keeps workers from doing their job; a warning may.
  enum Verdict {
    OK,
    INFO,
    WARN,
    FAIL;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String subject, String found) {
    return new Finding(Verdict.OK, subject, found, "");
  }

  static Finding info(String subject, String found) {
    return new Finding(Verdict.INFO, subject, found, "");
  }

  /// Nothing is wrong, and yet it could be better.
  static Finding hint(String subject, String found, String cure) {
    return new Finding(Verdict.INFO, subject, found, cure);
  }

  static Finding warn(String subject, String found, String cure) {
    return new Finding(Verdict.WARN, subject, found, cure);
  }

  static Finding fail(String subject, String found, String cure) {
    return new Finding(Verdict.FAIL, subject, found, cure);
  }

  Map<String, String> plain() {
    Map<String, String> plain = new LinkedHashMap<>();
    plain.put("verdict", verdict.word());
    plain.put("subject", subject);
    plain.put("found", found);
    plain.put("cure", cure);
    return plain;
  }
}
