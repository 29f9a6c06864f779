package vj.bus.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class OscPatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /audio/levels      | /audio/levels      | yes
          /audio/levels      | /audio/level       | no
          /audio/levels      | /audio/levels2     | no
          /audio             | /audio/levels      | no
          /audio/Levels      | /audio/levels      | no
          /a?c               | /abc               | yes
          /a?c               | /ac                | no
          /a?c               | /abbc              | no
          /a?c               | /a/c               | no
          /ab?               | /ab                | no
          /?                 | /x                 | yes
          /??                | /x                 | no
          /*                 | /audio             | yes
          /*                 | /audio/levels      | no
          /*                 | /                  | yes
          /*/*               | /audio/levels      | yes
          /*/*               | /audio             | no
          /audio/*           | /audio/levels      | yes
          /audio/*           | /audio/            | yes
          /audio/*           | /audio             | no
          /audio/*           | /audio/levels/rms  | no
          /a*                | /a                 | yes
          /a*c               | /abbbc             | yes
          /a*c               | /abbbcd            | no
          /a*b*c             | /aXbYbZc           | yes
          /a*b*c             | /aXcYbZ            | no
          /a**c              | /abc               | yes
          /*bc               | /bcbc              | yes
          /a*/c              | /a/b/c             | no
          /[abc]             | /b                 | yes
          /[abc]             | /d                 | no
          /[a-c]x            | /bx                | yes
          /[a-c]x            | /dx                | no
          /[a-cx-z]          | /y                 | yes
          /[a-cx-z]          | /m                 | no
          /[!abc]            | /d                 | yes
          /[!abc]            | /b                 | no
          /[!a-c]            | /c                 | no
          /a[!b]c            | /a/c               | no
          /[a-]              | /-                 | yes
          /[a-]              | /a                 | yes
          /[a-]              | /b                 | no
          /[-a]              | /-                 | yes
          /[!-]              | /-                 | no
          /[a!]              | /!                 | yes
          /[a!]              | /b                 | no
          /[0-9][0-9]        | /42                | yes
          /[0-9][0-9]        | /4                 | no
          /{foo,foobar}      | /foobar            | yes
          /{foobar,foo}      | /foo               | yes
          /{foo,bar}         | /baz               | no
          /{foo,bar}         | /foobar            | no
          /{foo,foobar}bar   | /foobar            | yes
          /{foo,foobar}bar   | /foobarbar         | yes
          /{,sub_}bass       | /bass              | yes
          /{,sub_}bass       | /sub_bass          | yes
          /audio/{levels,beat} | /audio/beat      | yes
          /audio/{levels,beat} | /audio/bpm       | no
          /{a,b}/{c,d}       | /b/c               | yes
          /x/{a,b}*[0-9]     | /x/beta3           | yes
          /x/{a,b}*[0-9]     | /x/beta            | no
          //c                | /c                 | yes
          //c                | /a/b/c             | yes
          //c                | /a/bc              | no
          /a//c              | /a/c               | yes
          /a//c              | /a/b/d/c           | yes
          /a//c              | /b/c               | no
          /a//*              | /a/b/c             | yes
          //a/b              | /x/a/a/b           | yes
          /a-b!c             | /a-b!c             | yes
          """)
  void matchesAsTheSpecificationSays(String pattern, String address, String expected)
      throws OscFormatException {
    assertEquals(expected.equals("yes"), OscPattern.parse(pattern).matches(address));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""          | 0
          audio       | 0
          /a[         | 2
          /a[bc       | 2
          /[]         | 2
          /[!]        | 3
          /[z-a]      | 2
          /[a/b]      | 3
          /[a[b]      | 3
          /[a*]       | 3
          /a{         | 2
          /a{b,c      | 2
          /{}         | 2
          /{a/b}      | 3
          /{a{b}      | 3
          /{a*}       | 3
          /a]         | 2
          /a}         | 2
          /a,b        | 2
          /a#b        | 2
          "/a b"      | 2
          /a//        | 4
          /a///b      | 4
          """)
  void refusesWhatItCannotReadNamingTheTextAndThePosition(String pattern, int position) {
    OscFormatException refused =
        assertThrows(OscFormatException.class, () -> OscPattern.parse(pattern));

    assertEquals(position, refused.position(), refused.getMessage());
    assertTrue(refused.toString().contains("'" + pattern + "'"), refused.getMessage());
    assertTrue(refused.toString().contains("position " + position), refused.getMessage());
  }

  @Test
  void refusesATextLongerThanTheLimit() {
    String text = "/" + "a".repeat(OscPattern.LONGEST);

    OscFormatException refused =
        assertThrows(OscFormatException.class, () -> OscPattern.parse(text));

    assertTrue(refused.toString().contains("256 characters"), refused.getMessage());
  }

  /// Backtracking would need longer than the show for these.
  @Test
  @Timeout(5)
  void decidesTheWorstPatternsAtOnce() throws OscFormatException {
    OscPattern stars = OscPattern.parse("/" + "*a".repeat(120) + "b");
    OscPattern choices = OscPattern.parse("/" + "{a,aa}".repeat(40) + "b");
    OscPattern levels = OscPattern.parse("//a".repeat(80) + "/b");

    assertFalse(stars.matches("/" + "a".repeat(10_000)));
    assertFalse(choices.matches("/" + "a".repeat(10_000)));
    assertFalse(levels.matches("/a".repeat(10_000)));
  }

  @Test
  void readsOrRefusesAnyText() {
    Random random = new Random(7);
    String alphabet = "/?*[]{},!-#ab \0\u00e9";

    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder("/");
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        OscPattern.parse(text.toString()).matches("/ab/a-b");
      } catch (OscFormatException refused) {
        assertTrue(refused.position() <= text.length(), refused.getMessage());
      }
    }
  }

  @Test
  void isEqualToAnotherOfTheSameText() throws OscFormatException {
    assertEquals(OscPattern.parse("/a/*"), OscPattern.parse("/a/*"));
    assertEquals("/a/*", OscPattern.parse("/a/*").text());
  }

  @Test
  void aListIsParsedAsAWholeOrItsWrongEntryNamed() throws Exception {
    List<OscPattern> patterns = OscPattern.parseAll(List.of("/audio/*", "/midi/cc"));
    OscFormatException broken =
        assertThrows(
            OscFormatException.class, () -> OscPattern.parseAll(List.of("/audio/*", "/a[b")));
    OscFormatException number =
        assertThrows(OscFormatException.class, () -> OscPattern.parseAll(List.of(5L)));

    assertEquals(List.of("/audio/*", "/midi/cc"), patterns.stream().map(OscPattern::text).toList());
    assertTrue(broken.toString().contains(": entry 1: address pattern '/a[b', position "));
    assertEquals("entry 0: 5 is not a string", number.getMessage());
  }
}
