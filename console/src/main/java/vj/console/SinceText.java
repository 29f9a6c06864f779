package vj.console;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A time as people type it: `10m`, `1h30m`, `14:30`, `today`, `2026-11-22`, `2026-11-22T14:30`.
/// Immutable.
///
/// @param now what is counted back from
/// @param zone of times without one
record SinceText(Instant now, ZoneId zone) {

  private static final Pattern AGO =
      Pattern.compile("(?:(\\d{1,5})d)?(?:(\\d{1,6})h)?(?:(\\d{1,7})m)?(?:(\\d{1,9})s)?");

  /// Empty for what is none of these.
  Optional<Instant> instant(String typed) {
    String text = typed.strip();
    List<Function<String, Instant>> ways =
        List.of(
            this::word,
            this::ago,
            this::timeOfDay,
            date -> LocalDate.parse(date).atStartOfDay(zone).toInstant(),
            local -> LocalDateTime.parse(local.replace(' ', 'T')).atZone(zone).toInstant(),
            full -> OffsetDateTime.parse(full.replace(' ', 'T')).toInstant());
    for (Function<String, Instant> way : ways) {
      try {
        return Optional.of(way.apply(text));
      } catch (DateTimeException _) {
        // the next way, then
      }
    }
    return Optional.empty();
  }

  private Instant word(String text) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    LocalDate day =
        switch (text.toLowerCase(Locale.ROOT)) {
          case "today" -> today;
          case "yesterday" -> today.minusDays(1);
          default -> throw new DateTimeException("no such word");
        };
    return day.atStartOfDay(zone).toInstant();
  }

  private Instant ago(String text) {
    Matcher matcher = AGO.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      throw new DateTimeException("no duration");
    }
    Duration ago =
        Duration.ofDays(number(matcher.group(1)))
            .plusHours(number(matcher.group(2)))
            .plusMinutes(number(matcher.group(3)))
            .plusSeconds(number(matcher.group(4)));
    return now.minus(ago);
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /// The last time that the clock showed it: after midnight, `23:00` was yesterday.
  private Instant timeOfDay(String text) {
    LocalTime time = LocalTime.parse(text);
    ZonedDateTime today = LocalDate.ofInstant(now, zone).atTime(time).atZone(zone);
    return today.toInstant().isAfter(now) ? today.minusDays(1).toInstant() : today.toInstant();
  }
}
