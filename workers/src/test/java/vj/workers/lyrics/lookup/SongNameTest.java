package vj.workers.lyrics.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SongNameTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "Hello (feat. Bob) | Hello",
        "Hello [ft. Bob & Eve] | Hello",
        "Hello feat. Bob (Radio Edit) | Hello",
        "Hello ft Bob | Hello",
        "Hello - Remastered 2011 | Hello",
        "Hello - 2011 Remaster | Hello",
        "Hello – Radio Edit | Hello",
        "Hello (Original Mix) | Hello",
        "Hello [Official Music Video] [HD] | Hello",
        "Hello (Official Lyric Video) | Hello",
        "Hello (with Bob) | Hello",
        "Hello (From the Vault) | Hello",
        "Hello (Part 2) | Hello (Part 2)",
        "Hello (Eve Remix) | Hello (Eve Remix)",
        "Hello - Live at Home | Hello - Live at Home",
        "(I Can't Get No) Satisfaction | (I Can't Get No) Satisfaction",
        "Featherweight | Featherweight",
        "The Edit of Left Lyricism | The Edit of Left Lyricism",
        "Ann - Hello | Hello",
        "ann & Bob — Hello (Audio) | Hello",
        "Up - Down | Up - Down",
        "(Official Video) | (Official Video)",
        "$1 \\ (HD) | $1 \\",
      },
      delimiter = '|')
  void aTitleLosesWhatIsNotItsOwn(String title, String cleaned) {
    assertEquals(cleaned, new SongName("Ann", title).cleaned().title());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ann feat. Bob | Ann",
        "Ann, Bob & Eve | Ann",
        "Ann & Bob | Ann",
        "Ann; Bob | Ann",
        "Ann x Bob | Ann",
        "Ann / Bob | Ann",
        "Ann vs. Bob | Ann",
        "AC/DC | AC/DC",
        "Max Xavier | Max Xavier",
        "Without | Without",
        ", | ,",
      })
  void ofSeveralArtistsTheFirstIsLookedFor(String artists, String first) {
    assertEquals(first, new SongName(artists, "Hello").cleaned().artist());
  }

  @Test
  void aTitleWithoutAnArtistMayNameIt() {
    assertEquals(
        new SongName("Ann", "Hello - Goodbye"),
        new SongName("", "Ann - Hello - Goodbye").cleaned());
  }

  @Test
  void namesAreAlikeWhateverTheirSpelling() {
    assertEquals(1, new SongName("Bjork", "joga").likeness(new SongName("Björk", "Jóga (HD)")));
    assertTrue(new SongName("Anns", "Hello").likeness(new SongName("The Anns", "Hello")) > 0.6);
    assertTrue(new SongName("Ann", "Hello").likeness(new SongName("Eve", "Hello")) < 0.3);
    assertEquals(1, new SongName("!!!", "愛").likeness(new SongName("!!!", "愛")));
    assertTrue(new SongName("!!!", "愛").likeness(new SongName("???", "愛")) < 0.6);
  }

  @Test
  void theWorstNameIsCleanedInNoTime() {
    for (String piece : new String[] {"(", "()", " - ", "feat ", "(a ", "[ft", " ", ", "}) {
      String worst = new Query(piece.repeat(1000), piece.repeat(1000), "", 0).title() + "x";

      assertTimeoutPreemptively(
          Duration.ofSeconds(2),
          () -> new SongName(worst, worst).likeness(new SongName("", worst)));
    }
  }
}
