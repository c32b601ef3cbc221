package dev.taskstream.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several tabs of one browser that watch tasks.
 */
abstract class ManyTabs {

	static final int TABS = 8;

	static final int REPORTS = 12;

	/** What every task reports, one after the other. */
	static final List<List<Object>> STORY = IntStream.rangeClosed(1, REPORTS)
		.mapToObj((row) -> List.<Object>of("Row " + row, row / 16.0))
		.toList();

	@Autowired
	Page page;

	@Autowired
	Stage stage;

	final List<String> tabs = new ArrayList<>();

	DevTools tools;

	@BeforeEach
	void openTools() throws Exception {
		this.tools = new DevTools(this.page.driver());
	}

	@AfterEach
	void closeTools() {
		this.tools.close();
	}

	void openTabs(String path) throws InterruptedException {
		while (this.tabs.size() < TABS) {
			this.tabs.add(this.tools.openTab(this.page.url(path)));
		}
		inEachTab(() -> this.page.awaitTrue("return window.ready"));
	}

	void inEachTab(Runnable action) {
		this.tabs.forEach((tab) -> {
			this.page.switchTo(tab);
			action.run();
		});
	}

	void watch(String url) {
		this.page.js("watch(arguments[0])", url);
	}

	static void play(Actor actor, int from, int to) {
		STORY.subList(from, to).forEach((report) -> actor.says((String) report.get(0), (double) report.get(1)));
	}

	void awaitRunning(int number) {
		this.page.awaitTrue("return watched.filter(({ states }) => states.includes('running')).length === arguments[0]",
				number);
	}

	void awaitReports(int number) {
		this.page.awaitTrue("return watched[0].progress.length >= arguments[0]", number);
	}

	void wasToldAllOnce(int index) {
		this.page.awaitTrue("return watched[arguments[0]].ends.length > 0", index);
		assertThat(log("progress")).isEqualTo(STORY);
		assertThat(log("ends")).containsExactly(Map.of("result", "done"));
		assertThat(log("states")).filteredOn((state) -> !"reconnecting".equals(state))
			.startsWith("running")
			.endsWith("completed")
			.containsOnlyOnce("completed");
	}

	List<Object> log(String what) {
		List<Object> log = this.page.js("return watched[0][arguments[0]]", what);
		return (log != null) ? log : List.of();
	}

}
