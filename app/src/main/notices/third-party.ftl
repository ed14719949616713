Hubdesk contains these libraries, unchanged, each under the licence that is named with it. The licence texts and notices that the
libraries bring are put together in META-INF/LICENSE*, META-INF/NOTICE* and about.html of this jar.

<#list dependencyMap as e>
<#assign project = e.getKey()/>
<#assign licenses = e.getValue()/>
${project.name!project.artifactId}
  ${project.groupId}:${project.artifactId}:${project.version}
  <#list licenses as license>${license}<#if license_has_next>, or </#if></#list>
  ${project.url!"(no address)"}

</#list>
