package dev.taskstream.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.WebElement;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Films the page at {@code /} for README: tasks run, the connection is cut, it resumes,
 * one is cancelled. No test of a build; {@code src/test/browser/record-animation.sh} runs
 * it.
 */
@BrowserTest
class ReadmeAnimation {

	private static final Path FILE = Path.of("docs", "taskstream.webp");

	private static final int WIDTH = 820;

	private static final int HEIGHT = 812;

	private static final int MAX_SIZE = 600_000;

	private static final long FRAME_NANOS = Duration.ofMillis(150).toNanos();

	@Autowired
	Page page;

	@TempDir
	Path folder;

	private final List<Picture> pictures = new ArrayList<>();

	@Test
	void film() throws IOException {
		this.page.open("/");
		this.page.js("localStorage.clear()");
		this.page.open("/");
		this.page.awaitTrue("return customElements.get('task-list') !== undefined");
		this.page.look(WIDTH, HEIGHT, false);
		showPointer();

		film(Duration.ofMillis(1200));
		Path report = Files.writeString(this.folder.resolve("report.txt"),
				"Long work, followed live.\n".repeat(400_000));
		this.page.element("files").sendKeys(report.toString());
		film(Duration.ofMillis(900));
		start(20);
		film(Duration.ofMillis(1500));
		start(9);
		film(Duration.ofMillis(2500));
		click(this.page.element("cut"));
		film(Duration.ofMillis(3200));
		click(this.page.element("cut"));
		film(Duration.ofMillis(2200));
		click(button("Countdown from 20"));
		film(Duration.ofMillis(3500));

		byte[] animation = animate();
		assertThat(animation).hasSizeLessThan(MAX_SIZE);
		Files.write(FILE, animation);
	}

	private void start(int seconds) {
		this.page.js("document.getElementById('seconds').value = arguments[0]", seconds);
		click(this.page.element("start-countdown"));
	}

	private WebElement button(String label) {
		SearchContext progress = this.page.driver()
			.findElement(By.cssSelector("task-progress[aria-label='" + label + "']"))
			.getShadowRoot();
		return progress.findElement(By.cssSelector("button"));
	}

	private void showPointer() {
		this.page
			.js("""
					window.pointer = document.createElement('div');
					pointer.style.cssText = 'position: fixed; width: 22px; height: 22px; margin: -11px; border-radius: 50%; '
					  + 'background: #3454d155; border: 2px solid #3454d1; pointer-events: none; visibility: hidden';
					document.body.append(pointer)""");
	}

	private void click(WebElement element) {
		this.page.js("""
				const { left, top, width, height } = arguments[0].getBoundingClientRect();
				Object.assign(pointer.style,
				  { left: left + width / 2 + 'px', top: top + height / 2 + 'px', visibility: 'visible' })""", element);
		film(Duration.ofMillis(500));
		element.click();
		film(Duration.ofMillis(300));
		this.page.js("pointer.style.visibility = 'hidden'");
	}

	private void film(Duration duration) {
		long begin = System.nanoTime();
		do {
			byte[] picture = this.page.driver().getScreenshotAs(OutputType.BYTES);
			if (this.pictures.isEmpty() || isNew(picture, this.pictures.get(this.pictures.size() - 1))) {
				this.pictures.add(new Picture(System.nanoTime(), picture));
			}
		}
		while (System.nanoTime() - begin < duration.toNanos());
	}

	private static boolean isNew(byte[] picture, Picture last) {
		return System.nanoTime() - last.taken() >= FRAME_NANOS && !Arrays.equals(picture, last.png());
	}

	/** Each frame is what differs from the one before. */
	private byte[] animate() {
		long end = System.nanoTime();
		WebpAnimation animation = new WebpAnimation(WIDTH, HEIGHT);
		this.page.open("/pages/film.html");
		this.page.awaitTrue("return window.ready");
		for (int i = 0; i < this.pictures.size(); i++) {
			Picture picture = this.pictures.get(i);
			long next = (i + 1 < this.pictures.size()) ? this.pictures.get(i + 1).taken() : end;
			animation.add(frame(picture, Duration.ofNanos(next - picture.taken())));
		}
		return animation.toBytes();
	}

	private WebpAnimation.Frame frame(Picture picture, Duration duration) {
		Object answer = this.page.jsAsync("frameOf(arguments[0]).then(arguments[1])",
				Base64.getEncoder().encodeToString(picture.png()));
		List<?> frame = (List<?>) answer;
		return new WebpAnimation.Frame(number(frame.get(0)), number(frame.get(1)), number(frame.get(2)),
				number(frame.get(3)), duration, Base64.getDecoder().decode((String) frame.get(4)));
	}

	private static int number(Object value) {
		return Math.toIntExact((Long) value);
	}

	private record Picture(long taken, byte[] png) {

	}

}
