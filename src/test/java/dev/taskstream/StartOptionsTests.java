package dev.taskstream;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class StartOptionsTests {

	private static StartOptions all() {
		return StartOptions.create().key("import-42").afterCommit().owner("user-17").retention(Duration.ofDays(1));
	}

	@Test
	void everyPartIsOptional() {
		StartOptions options = StartOptions.create();

		assertThat(options.key()).isNull();
		assertThat(options.isAfterCommit()).isFalse();
		assertThat(options.owner()).isNull();
		assertThat(options.retention()).isNull();
	}

	@Test
	void eachPartIsKeptWhenAnotherIsAdded() {
		assertThat(all().key()).isEqualTo("import-42");
		assertThat(all().isAfterCommit()).isTrue();
		assertThat(all().owner()).isEqualTo("user-17");
		assertThat(all().retention()).isEqualTo(Duration.ofDays(1));
	}

	@Test
	void optionsAreNotChangedByWhatIsMadeOfThem() {
		StartOptions options = StartOptions.create().key("first");

		options.key("second").afterCommit();

		assertThat(options).isEqualTo(StartOptions.create().key("first"));
	}

	@Test
	void equalOptionsAreEqual() {
		assertThat(all()).isEqualTo(all()).hasSameHashCodeAs(all()).hasToString(all().toString());
		assertThat(all()).isNotEqualTo(all().key("other"))
			.isNotEqualTo(all().owner("other"))
			.isNotEqualTo(all().retention(Duration.ofDays(2)))
			.isNotEqualTo(StartOptions.create().key("import-42").owner("user-17").retention(Duration.ofDays(1)));
	}

	@Test
	void missingAndImpossibleValuesAreRefused() {
		assertThatNullPointerException().isThrownBy(() -> StartOptions.create().key(null))
			.withMessage("key must not be null");
		assertThatNullPointerException().isThrownBy(() -> StartOptions.create().owner(null))
			.withMessage("owner must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> StartOptions.create().retention(Duration.ZERO))
			.withMessage("retention must be more than zero, but is PT0S");
		assertThatIllegalArgumentException().isThrownBy(() -> StartOptions.create().retention(Duration.ofSeconds(-1)));
	}

}
