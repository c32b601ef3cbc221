package dev.taskstream.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.taskstream.demo.DemoApplication;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * Tests in a browser against the demo service, which also serves the pages of
 * {@code src/test/resources/browser} under {@code /pages}. Inject a {@link Page} and a
 * {@link Stage}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = DemoApplication.class, useMainMethod = SpringBootTest.UseMainMethod.ALWAYS,
		webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "taskstream.executor.pool-size=" + Stage.WORKERS, "taskstream.stream.keep-alive=200ms" })
@Import(BrowserTestConfiguration.class)
@ExtendWith(BrowserExtension.class)
@interface BrowserTest {

}
