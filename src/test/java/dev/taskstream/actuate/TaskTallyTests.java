package dev.taskstream.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TaskTallyTests {

	private long now = Long.MIN_VALUE + 5;

	private final TaskTally tally = new TaskTally(() -> this.now);

	@Test
	void endsAreCountedInTheirMinute() {
		end(TaskStatus.COMPLETED);
		end(TaskStatus.COMPLETED);
		end(TaskStatus.FAILED);
		passes(Duration.ofMinutes(3));
		end(TaskStatus.COMPLETED);

		List<Integer> completed = this.tally.of(TaskStatus.COMPLETED);

		assertThat(completed).hasSize(60).endsWith(2, 0, 0, 1);
		assertThat(Collections.frequency(completed, 0)).isEqualTo(58);
		assertThat(this.tally.of(TaskStatus.FAILED)).endsWith(1, 0, 0, 0);
		assertThat(this.tally.of(TaskStatus.CANCELLED)).containsOnly(0);
	}

	@Test
	void endsAreForgottenAfterAnHour() {
		end(TaskStatus.COMPLETED);
		passes(Duration.ofMinutes(59));
		assertThat(this.tally.of(TaskStatus.COMPLETED)).startsWith(1, 0);

		passes(Duration.ofMinutes(1));
		assertThat(this.tally.of(TaskStatus.COMPLETED)).containsOnly(0);

		end(TaskStatus.COMPLETED);
		passes(Duration.ofDays(3));
		assertThat(this.tally.of(TaskStatus.COMPLETED)).containsOnly(0);
	}

	@Test
	void rejectionsAreCounted() {
		assertThat(this.tally.rejections()).isZero();

		this.tally.rejected();

		assertThat(this.tally.rejections()).isEqualTo(1);
	}

	private void end(TaskStatus status) {
		this.tally.ended(
				new TaskInfo(UUID.randomUUID(), "Import", status, null, null, Instant.EPOCH, null, null, null, null));
	}

	private void passes(Duration time) {
		this.now += time.toNanos();
	}

}
