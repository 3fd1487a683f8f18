package io.fleetport.bootstrap.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a POST that makes nothing and must be decided anew each time it is asked, such as one that shows what is recorded to
 * be shown: an {@code Idempotency-Key} means nothing to it, and its answer is not kept.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface EachTimeAnew {}
