package dev.taskstream.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.taskstream.test.SettableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a finished run counts for, beside others.
 */
class RetentionTests {

	private final SettableClock clock = new SettableClock(Instant.EPOCH);

	private final TaskRun first = TestRuns.ended(this.clock, 20);

	private final TaskRun second = TestRuns.ended(this.clock, 5);

	private final TaskRun third = TestRuns.ended(this.clock, 5);

	private final TaskRun fourth = TestRuns.ended(this.clock, 5);

	/**
	 * Has room for the bytes of the first two.
	 */
	private final Retention retention = new Retention(100, this.first.log().weight() + this.second.log().weight());

	@Test
	void runsStayAsLongAsTheirBytesFit() {
		assertThat(this.retention.add(this.first)).isEmpty();
		assertThat(this.retention.add(this.second)).isEmpty();
		assertThat(this.retention.add(this.third)).containsExactly(this.first);
	}

	@Test
	void aRemovedRunGivesItsOwnBytesBack() {
		this.retention.add(this.first);
		this.retention.add(this.second);

		this.retention.remove(this.second);

		assertThat(this.retention.add(this.third)).isEmpty();
		assertThat(this.retention.add(this.fourth)).containsExactly(this.first);
	}

	@Test
	void aRunExpiresAndIsTrimmedThoughAnotherWasRemoved() {
		this.retention.add(this.first);
		this.retention.add(this.second);
		long weight = this.second.log().weight();

		this.retention.remove(this.first);

		this.clock.advance(Duration.ofSeconds(61));
		this.retention.trim();
		assertThat(this.second.log().weight()).isLessThan(weight);
		this.clock.advance(Duration.ofMinutes(10));
		assertThat(this.retention.expire()).isEqualTo(List.of(this.second));
	}

}
