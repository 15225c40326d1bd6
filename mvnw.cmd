@echo off
rem Runs Maven on this project: finds a JDK that is new enough, a Maven (or fetches one), and Node for the dashboard.
rem Without a goal it builds and then starts Callboard. Unlike mvnw it does not look whether there is anything to build.
rem   mvnw             builds Callboard and starts it          mvnw -Ddemo      the same, with calls to look at
rem   mvnw verify      builds and tests everything             mvnw -Dreset     the same, with empty databases
rem MVNW_REPOURL names the Maven repository to fetch Maven from, instead of Apache's own archive.
setlocal EnableExtensions DisableDelayedExpansion

set "JAVA_NEEDED=25"
set "MAVEN_FETCHED=3.9.16"
set "MAVEN_SHA512=831a8591fe20c8243b1dbe7d71e3244f31d1665b0804b2e825e38cbbe5ce0cafb8338851f90780735568773e0a6cd07bbec107cda0b896b008b861075358b6f6"
set "PROJECT=%~dp0"
set "PROJECT=%PROJECT:~0,-1%"

rem --- a JDK ----------------------------------------------------------------------------------------------------------
set "JDK="
set "FOUND="
if defined JAVA_HOME call :consider "%JAVA_HOME:"=%"
if not defined JDK for /f "tokens=1,* delims==" %%a in ('java -XshowSettings:properties -version 2^>^&1 ^| findstr /c:"java.home ="') do for /f "tokens=*" %%h in ("%%b") do call :consider "%%h"
if not defined JDK for %%r in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft" "%USERPROFILE%\.jdks" "%USERPROFILE%\.jabba\jdk" "%LOCALAPPDATA%\Programs\Eclipse Adoptium" "%LOCALAPPDATA%\mise\installs\java") do for /d %%d in ("%%~r\*") do call :consider "%%~d"
if not defined JDK (
  if not defined FOUND set "FOUND= none"
  call :stop "Callboard needs JDK %JAVA_NEEDED% or newer, and this machine has only:%%FOUND%%. Install one, for example Eclipse Temurin %JAVA_NEEDED% from https://adoptium.net, and run this again; JAVA_HOME may name it."
  exit /b 1
)
set "JAVA_HOME=%JDK%"
rem Maven's own libraries still use what a new JDK warns about.
set "MAVEN_OPTS=--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED %MAVEN_OPTS%"

rem --- what was asked for ---------------------------------------------------------------------------------------------
set "FILE=no"
set "DASHBOARD=yes"
set "QUIET=yes"
for %%a in (%*) do call :look "%%~a"

rem --- Node, which the dashboard is built with ------------------------------------------------------------------------
if "%DASHBOARD%"=="yes" (
  node -e "const [a,b]=process.versions.node.split('.').map(Number);process.exit(a>20||a===20&&b>=19?0:1)" >nul 2>nul || (
    call :stop "Callboard's dashboard is built with Node.js 20.19 or newer, and there is none on the PATH, or an older one. Install Node.js 22 LTS or newer from https://nodejs.org and run this again."
    exit /b 1
  )
)

rem --- a Maven --------------------------------------------------------------------------------------------------------
set "MAVEN="
for /f "delims=" %%m in ('where mvn.cmd 2^>nul') do if not defined MAVEN call :new_enough "%%m"
if defined MAVEN goto go
if not defined MAVEN_USER_HOME set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "KEPT=%MAVEN_USER_HOME%\callboard"
set "MAVEN=%KEPT%\apache-maven-%MAVEN_FETCHED%\bin\mvn.cmd"
if exist "%MAVEN%" goto go
set "ARCHIVE=apache-maven-%MAVEN_FETCHED%-bin.tar.gz"
set "FROM=https://archive.apache.org/dist/maven/maven-3/%MAVEN_FETCHED%/binaries/%ARCHIVE%"
if defined MVNW_REPOURL set "FROM=%MVNW_REPOURL%/org/apache/maven/apache-maven/%MAVEN_FETCHED%/%ARCHIVE%"
echo Fetching Maven %MAVEN_FETCHED%, once, from %FROM%
powershell -NoProfile -ExecutionPolicy Bypass -Command "$ErrorActionPreference='Stop';$ProgressPreference='SilentlyContinue';$work=Join-Path $env:KEPT ([guid]::NewGuid());try{New-Item -ItemType Directory -Force $work|Out-Null;$file=Join-Path $work $env:ARCHIVE;[Net.ServicePointManager]::SecurityProtocol='Tls12';Invoke-WebRequest -UseBasicParsing $env:FROM -OutFile $file;if((Get-FileHash -Algorithm SHA512 $file).Hash -ne $env:MAVEN_SHA512){throw 'its SHA-512 differs from the one we know'};tar -xzf $file -C $work;if($LASTEXITCODE -ne 0){throw 'it could not be unpacked'};Move-Item (Join-Path $work ('apache-maven-'+$env:MAVEN_FETCHED)) $env:KEPT}catch{[Console]::Error.WriteLine('mvnw: Maven '+$env:MAVEN_FETCHED+' could not be fetched from '+$env:FROM+': '+$_.Exception.Message+'. Install Maven 3.8 or newer, or set MVNW_REPOURL.');exit 1}finally{Remove-Item -Recurse -Force -ErrorAction SilentlyContinue $work}"
if errorlevel 1 exit /b 1

:go
if "%FILE%"=="yes" (
  call "%MAVEN%" %*
  exit /b
)
rem Only a build without a goal writes down what the launcher needs, and only then it is started.
set "CLASS_PATH=%PROJECT%\infra\standalone\target\launcher.classpath"
if exist "%CLASS_PATH%" del "%CLASS_PATH%"
if "%QUIET%"=="yes" goto quiet
call "%MAVEN%" -f "%PROJECT%\pom.xml" %*
goto start

:quiet
echo Building Callboard; the first time, this fetches its libraries and takes a few minutes.
call "%MAVEN%" -f "%PROJECT%\pom.xml" -q -DskipChecks %*

:start
if errorlevel 1 exit /b %ERRORLEVEL%
if not exist "%CLASS_PATH%" exit /b 0
for /f "usebackq delims=" %%p in ("%CLASS_PATH%") do set "LIBRARIES=%%p"
"%JAVA_HOME%\bin\java" -XX:+UseSerialGC -Xmx256m "-Dcallboard.artifacts=%PROJECT%" %* -cp "%PROJECT%\infra\standalone\target\classes;%LIBRARIES%" callboard.standalone.Launcher
exit /b %ERRORLEVEL%

rem --- the parts ------------------------------------------------------------------------------------------------------

:consider
if defined JDK exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
set "MAJOR="
for /f "tokens=2 delims==" %%v in ('findstr /b "JAVA_VERSION=" "%~1\release" 2^>nul') do for /f "tokens=1,2 delims=.-+" %%x in ("%%~v") do if "%%x"=="1" (set "MAJOR=%%y") else (set "MAJOR=%%x")
if not defined MAJOR exit /b 0
if not exist "%~1\bin\javac.exe" (
  set "FOUND=%FOUND% [Java %MAJOR% without its compiler in %~1]"
) else if %MAJOR% LSS %JAVA_NEEDED% (
  set "FOUND=%FOUND% [JDK %MAJOR% in %~1]"
) else (
  set "JDK=%~1"
)
exit /b 0

:look
set "ARGUMENT=%~1"
if "%ARGUMENT%"=="-f" set "FILE=yes"
if "%ARGUMENT%"=="--file" set "FILE=yes"
for %%w in (-f --file -pl --projects -v --version -h --help) do if "%ARGUMENT%"=="%%w" set "DASHBOARD=no"
if not "%ARGUMENT%"=="-Ddemo" if not "%ARGUMENT%"=="-Dreset" set "QUIET=no"
exit /b 0

:new_enough
for /f "tokens=3" %%v in ('call "%~1" -v 2^>nul ^| findstr /c:"Apache Maven "') do for /f "tokens=1,2 delims=." %%x in ("%%v") do (
  if %%x GTR 3 set "MAVEN=%~1"
  if %%x EQU 3 if %%y GEQ 8 set "MAVEN=%~1"
)
exit /b 0

:stop
echo mvnw: %~1>&2
exit /b 1
