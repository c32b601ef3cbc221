package dev.taskstream.neighbours;

import java.util.List;
import java.util.Map;

import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Configurations of applications.
 */
final class Neighbours {

	private Neighbours() {
	}

	@Configuration(proxyBeanMethods = false)
	static class None {

	}

	@RestController
	static class Versioned {

		@GetMapping(path = "/greeting", version = "1")
		String greeting() {
			return "Hello";
		}

	}

	@RestControllerAdvice
	static class WrappingAdvice implements ResponseBodyAdvice<Object> {

		@Override
		public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
			return true;
		}

		@Override
		public Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType contentType,
				Class<? extends HttpMessageConverter<?>> converterType, ServerHttpRequest request,
				ServerHttpResponse response) {
			return Map.of("code", 0, "data", String.valueOf(body));
		}

	}

	@RestControllerAdvice
	static class CatchAllAdvice {

		@ExceptionHandler
		ResponseEntity<String> any(Throwable ex) {
			return ResponseEntity.internalServerError().body("Something went wrong");
		}

	}

	@RestControllerAdvice
	static class ModelAdvice {

		@ModelAttribute
		void tenant() {
			throw new IllegalStateException("No tenant");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class GreedyConverter implements WebMvcConfigurer {

		@Override
		public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
			JacksonJsonHttpMessageConverter greedy = new JacksonJsonHttpMessageConverter();
			greedy.setSupportedMediaTypes(List.of(MediaType.ALL));
			builder.addCustomConverter(greedy);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PathPrefix implements WebMvcConfigurer {

		@Override
		public void configurePathMatch(PathMatchConfigurer configurer) {
			configurer.addPathPrefix("/v1", (type) -> type.isAnnotationPresent(RestController.class));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Aspects {

		@Bean
		static DefaultAdvisorAutoProxyCreator proxies() {
			DefaultAdvisorAutoProxyCreator creator = new DefaultAdvisorAutoProxyCreator();
			creator.setProxyTargetClass(true);
			return creator;
		}

		@Bean
		static DefaultPointcutAdvisor controllers() {
			MethodInterceptor wrapping = (invocation) -> Map.of("data", String.valueOf(invocation.proceed()));
			return new DefaultPointcutAdvisor(AnnotationMatchingPointcut.forClassAnnotation(RestController.class),
					wrapping);
		}

		@Bean
		static DefaultPointcutAdvisor advice() {
			MethodInterceptor passing = (invocation) -> invocation.proceed();
			return new DefaultPointcutAdvisor(AnnotationMatchingPointcut.forClassAnnotation(RestControllerAdvice.class),
					passing);
		}

	}

	@RestController
	static class CatchAllController {

		@RequestMapping("/**")
		String any() {
			return "There is nothing here";
		}

		@RequestMapping("/api/**")
		String anyApi() {
			return "There is no such API";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebMvc
	static class OwnMvc {

	}

	@Configuration(proxyBeanMethods = false)
	static class GreedyArguments implements WebMvcConfigurer {

		@Override
		public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
			resolvers.add(new HandlerMethodArgumentResolver() {

				@Override
				public boolean supportsParameter(MethodParameter parameter) {
					return true;
				}

				@Override
				public @Nullable Object resolveArgument(MethodParameter parameter,
						@Nullable ModelAndViewContainer model, NativeWebRequest request,
						@Nullable WebDataBinderFactory binders) {
					return null;
				}

			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class XmlByDefault implements WebMvcConfigurer {

		@Override
		public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
			configurer.ignoreAcceptHeader(true).defaultContentType(MediaType.APPLICATION_XML);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class GlobalCors implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/**").allowedOrigins("https://only.example");
		}

	}

	@RestController
	static class OwnList {

		@GetMapping({ "/api/tasks", "/api/tasks/{number}" })
		String tasks() {
			return "The application's own";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CaseInsensitive implements WebMvcConfigurer {

		@Override
		public void configurePathMatch(PathMatchConfigurer configurer) {
			PathPatternParser parser = new PathPatternParser();
			parser.setCaseSensitive(false);
			configurer.setPatternParser(parser);
		}

	}

}
