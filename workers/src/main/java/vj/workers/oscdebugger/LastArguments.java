package vj.workers.oscdebugger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is kept of the last arguments of an address: numbers always, of texts and blobs the
/// beginning, as far as there is room.
///
/// @param cut whether they are not all of what came
/// @param textBytes what texts and blobs take in the heap, at most
record LastArguments(List<@Nullable Object> values, boolean cut, int textBytes) {

  static final LastArguments NONE = new LastArguments(List.of(), false, 0);

  /// Our own messages have 32 at most.
  static final int MOST = 32;

  /// Characters of a text, or bytes of a blob.
  static final int LONGEST_TEXT = 256;

  /// Bytes of the objects that hold a text, beside its characters.
  private static final int AROUND = 56;

  /// Stands for what there is no room for.
  private static final String NO_ROOM = "…";

  /// @param room for texts and blobs, in bytes of the heap
  static LastArguments of(List<@Nullable Object> all, int room) {
    List<@Nullable Object> values = new ArrayList<>(Math.min(all.size(), MOST));
    boolean cut = all.size() > MOST;
    int textBytes = 0;
    for (Object argument : all.subList(0, Math.min(all.size(), MOST))) {
      int bytes = bytes(argument);
      boolean fits = bytes <= room - textBytes;
      cut |= !fits || isLong(argument);
      textBytes += fits ? bytes : 0;
      values.add(fits ? shortened(argument) : NO_ROOM);
    }
    return new LastArguments(values, cut, textBytes);
  }

  private static boolean isLong(@Nullable Object argument) {
    return switch (argument) {
      case String text -> text.length() > LONGEST_TEXT;
      case byte[] blob -> blob.length > LONGEST_TEXT;
      case List<?> _ -> true;
      case null, default -> false;
    };
  }

  private static int bytes(@Nullable Object argument) {
    return switch (argument) {
      case String text -> AROUND + 2 * Math.min(text.length(), LONGEST_TEXT);
      case byte[] blob -> AROUND + Math.min(blob.length, LONGEST_TEXT);
      case List<?> _ -> AROUND;
      case null, default -> 0;
    };
  }

  private static @Nullable Object shortened(@Nullable Object argument) {
    return switch (argument) {
      case String text -> shortened(text);
      case byte[] blob when blob.length > LONGEST_TEXT -> Arrays.copyOf(blob, LONGEST_TEXT);
      case List<?> list -> "[%d]".formatted(list.size());
      case null, default -> argument;
    };
  }

  static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }
}
